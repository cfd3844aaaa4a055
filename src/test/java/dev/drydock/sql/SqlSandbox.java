package dev.drydock.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Has a sandbox keep its mail data in a database of a test server. */
public final class SqlSandbox {

    private SqlSandbox() {}

    /**
     * Names another store in the configuration of a sandbox. Its v0.8.0 leaves the queue of the full-text index as it is,
     * so that what the import has made can be looked at.
     */
    public static void use(Path configuration, SqlServerKind kind, Database database) throws IOException {
        use(configuration, kind.settings(database));
    }

    /**
     * The same.
     *
     * @param settings what stands behind the name of the store
     */
    public static void use(Path configuration, String settings) throws IOException {
        var text = Files.readString(configuration);
        Files.writeString(
                configuration,
                text.replaceAll("(index-rows-per-second) = \\d+", "$1 = 0")
                        .replaceFirst("(?s)(\\[store\\.\\w+]\\n).*?(?=\\n\\[)", "$1" + settings.replace("$", "\\$")));
    }
}
