package dev.drydock.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The programs that start, stop and probe servers which no service manager runs, by names. They come from a file that
 * only root (or the account of this console) can write, never from a page:
 *
 * <pre>
 * # Everything from here to the next name belongs to this one.
 * [mail]
 * start = ["/opt/mail/start", "--config", "{config}"]
 * stop  = ["/opt/mail/stop"]
 * probe = ["/opt/mail/probe"]
 * </pre>
 */
public record CommandVectors(Path file, Map<String, Vectors> byName) {

    private static final int LONGEST_FILE = 1 << 20;

    /** What starts and stops one server, and what says with status 0 that it runs. */
    public record Vectors(CommandVector start, CommandVector stop, CommandVector probe) {}

    public CommandVectors {
        byName = Map.copyOf(byName);
    }

    /**
     * Reads the file, after a look at who can write it and the directories above it.
     *
     * @throws HostException naming the directory that is not to be trusted, or the line that is wrong
     */
    public static CommandVectors read(Path file) throws HostException {
        var path = SafePath.forBelieving(file);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new HostException(
                    "The file of commands " + path + " does not exist or is no plain file",
                    "Write one that belongs to root, with mode 0600, and [name], start, stop and probe in it");
        }
        byte[] bytes;
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(LONGEST_FILE + 1);
        } catch (IOException e) {
            throw new HostException(
                    "The file of commands " + path + " cannot be read: " + FileTrouble.inWords(e),
                    "Let this account read it",
                    e);
        }
        if (bytes.length > LONGEST_FILE) {
            throw new HostException("The file of commands " + path + " is larger than 1 MiB", "Name the right file");
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new CommandVectors(path, CommandVectorsParser.parse(path, text));
        } catch (CharacterCodingException e) {
            throw new HostException("The file of commands " + path + " is not UTF-8", "Save it as UTF-8", e);
        }
    }

    public Optional<Vectors> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
