package dev.drydock.release;

import java.net.URI;
import java.nio.file.Path;

/**
 * Something to be fetched.
 *
 * @param address as {@link DownloadAddress} allows it
 * @param sha256 what its sum must be, 64 hexadecimal digits
 * @param file where it is to lie once it is proven, in a directory of the console alone
 * @param limit more bytes than this are refused
 */
public record Download(URI address, String sha256, Path file, long limit) {}
