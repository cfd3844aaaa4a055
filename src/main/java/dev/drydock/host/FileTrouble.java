package dev.drydock.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The errors of the file system in words. */
public final class FileTrouble {

    private FileTrouble() {}

    public static String inWords(IOException e) {
        if (e instanceof AtomicMoveNotSupportedException) {
            return "the two places lie on different file systems or mounts, between which nothing can be renamed";
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "this account may not do that (permission denied)";
        }
        if (e instanceof DirectoryNotEmptyException || e instanceof FileAlreadyExistsException) {
            return "something is there already";
        }
        var reason = e instanceof FileSystemException trouble ? trouble.getReason() : e.getMessage();
        if (reason == null) {
            return e.getClass().getSimpleName();
        }
        return switch (reason) {
            case "Device or resource busy" -> "it is a mount point or in use (device or resource busy)";
            case "Operation not permitted" ->
                "the system does not allow it (operation not permitted); the file may be immutable, see lsattr";
            case "Read-only file system" -> "the file system is mounted read-only";
            case "No space left on device" -> "the file system is full";
            case "Disk quota exceeded" -> "the quota of this account is used up";
            default -> reason;
        };
    }
}
