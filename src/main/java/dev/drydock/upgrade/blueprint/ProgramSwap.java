package dev.drydock.upgrade.blueprint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A program that takes the place of another one: v0.8.0 in the end, and v0.7.3 before that, where an older one of the
 * same layout is installed, which cannot export.
 *
 * @param topic what failures and findings about it begin with
 * @param field of the request that names it
 * @param version that it must be, as programs print it
 * @param file as it was given, or as it will have been fetched, the program or an archive with it; null where nobody has
 *     given one
 * @param sha256 of that file's bytes when the plan was made, or as they must be once they are fetched
 * @param expected the sum that was asked for; null where nobody knows
 * @param fetched where the file comes from; null where it was given
 * @param staged where it waits for its turn, beside the program
 * @param program whose place it takes
 * @param old what that one is called afterwards
 */
public record ProgramSwap(
        String topic,
        String field,
        String version,
        @Nullable Path file,
        @Nullable String sha256,
        @Nullable String expected,
        Blueprint.@Nullable Fetched fetched,
        Path staged,
        Path program,
        Path old) {}
