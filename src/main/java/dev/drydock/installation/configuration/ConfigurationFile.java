package dev.drydock.installation.configuration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The file that the server is started with, as it was written: macros are not resolved.
 *
 * @param path where it lies
 * @param settings what stands in it
 */
public record ConfigurationFile(Path path, Settings settings) {

    /** Real ones have some kilobytes; one with lists of blocked addresses has more. */
    private static final int MAX_BYTES = 32 << 20;

    private static final String NAME_ANOTHER = "Name the file that the server is started with (--config)";

    /** Reads a file as the server would; refuses it where the server would. */
    public static ConfigurationFile read(Path path) throws ConfigurationException {
        return of(path, text(path));
    }

    /** Reads what is about to be written to a file, to be sure of it. */
    public static ConfigurationFile of(Path path, String text) throws ConfigurationException {
        if (text.isBlank()) {
            throw ConfigurationException.inFile(path, "the file is empty", NAME_ANOTHER, null);
        }
        try {
            return new ConfigurationFile(path, new Settings(ConfigurationParser.parse(text)));
        } catch (ConfigurationParser.Refusal e) {
            throw new ConfigurationException(
                    path + ", line " + e.line(),
                    String.valueOf(e.getMessage()),
                    "The server refuses this file too, so correct it first",
                    e);
        }
    }

    private static String text(Path path) throws ConfigurationException {
        try {
            if (Files.isDirectory(path)) {
                throw ConfigurationException.inFile(path, "this is a directory", NAME_ANOTHER, null);
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw ConfigurationException.inFile(path, "this is not a regular file", NAME_ANOTHER, null);
            }
            byte[] bytes;
            try (var in = Files.newInputStream(path)) {
                bytes = in.readNBytes(MAX_BYTES);
                if (in.read() >= 0) {
                    throw ConfigurationException.inFile(
                            path, "the file has more than " + MAX_BYTES + " bytes", NAME_ANOTHER, null);
                }
            }
            return decoded(path, bytes);
        } catch (NoSuchFileException e) {
            throw ConfigurationException.inFile(path, "there is no such file", NAME_ANOTHER, e);
        } catch (AccessDeniedException e) {
            throw ConfigurationException.inFile(
                    path,
                    "the file may not be read by " + System.getProperty("user.name"),
                    "Run Drydock as root, or as the account that the server runs as",
                    e);
        } catch (IOException e) {
            throw ConfigurationException.inFile(path, "the file cannot be read: " + e, NAME_ANOTHER, e);
        }
    }

    private static String decoded(Path path, byte[] bytes) throws ConfigurationException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var buffer = ByteBuffer.wrap(bytes);
        try {
            return decoder.decode(buffer).toString();
        } catch (CharacterCodingException e) {
            var line = 1;
            for (var i = 0; i < buffer.position(); i++) {
                if (bytes[i] == '\n') {
                    line++;
                }
            }
            throw new ConfigurationException(
                    path + ", line " + line, "the text is not UTF-8", "Save the file as UTF-8", e);
        }
    }
}
