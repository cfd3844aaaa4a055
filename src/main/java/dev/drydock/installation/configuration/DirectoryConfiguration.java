package dev.drydock.installation.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code directory.<id>}.
 *
 * @param store the store of an internal or SQL directory, else null
 * @param names of a directory in memory: the names of its accounts and groups; empty for the others, which only their
 *     servers know
 */
public record DirectoryConfiguration(
        String id, DirectoryKind kind, @Nullable String store, List<String> names) {}
