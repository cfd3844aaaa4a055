package dev.drydock.sql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What MySQL and MariaDB are told alike. */
final class MysqlSettings {

    private static final String INIT_FILE = "init.sql";

    private MysqlSettings() {}

    /** For making the data and for serving them. */
    static List<String> ofData(ServerDirectory directory, Set<ServerChoice> choices) {
        var settings = new ArrayList<>(
                List.of("--no-defaults", "--datadir=" + directory.data(), "--innodb-buffer-pool-size=64M"));
        if (ServerProgram.isRoot()) {
            settings.add("--user=root");
        }
        if (!choices.contains(ServerChoice.DURABLE)) {
            settings.addAll(List.of("--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync"));
        }
        return settings;
    }

    static List<String> ofServer(ServerDirectory directory, int port, Set<ServerChoice> choices) {
        var settings = new ArrayList<>(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + directory.file("socket"),
                "--pid-file=" + directory.file("server.pid"),
                "--skip-name-resolve",
                "--init-file=" + directory.file(INIT_FILE)));
        if (choices.contains(ServerChoice.TLS) || choices.contains(ServerChoice.ONLY_TLS)) {
            var certificate = ServerCertificate.in(directory);
            settings.addAll(List.of("--ssl-cert=" + certificate.certificate(), "--ssl-key=" + certificate.key()));
        } else {
            settings.add("--skip-ssl");
        }
        if (choices.contains(ServerChoice.ONLY_TLS)) {
            settings.add("--require-secure-transport=ON");
        }
        return settings;
    }

    /** Makes the administrator, whom a new server does not have: its own can come in by its socket alone. */
    static void writeInitFile(ServerDirectory directory) throws IOException {
        var account = "'" + directory.administrator().user() + "'@'%'";
        directory.write(
                INIT_FILE,
                "CREATE USER IF NOT EXISTS " + account + " IDENTIFIED BY '"
                        + directory.administrator().password() + "';\n" + "GRANT ALL ON *.* TO " + account
                        + " WITH GRANT OPTION;\n");
    }
}
