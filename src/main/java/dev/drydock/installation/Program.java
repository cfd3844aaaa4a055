package dev.drydock.installation;

import java.nio.file.Path;
import java.util.List;

/**
 * The file of the mail server's program.
 *
 * @param path with links followed
 * @param facts owner and mode
 * @param version what it says of itself
 * @param others further programs of this name that were found
 */
public record Program(Path path, FileFacts facts, ProgramVersion version, List<Path> others) {}
