package dev.drydock.store.foundationdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterFileTest {

    @TempDir
    private Path directory;

    private Path written(String content) throws IOException {
        return Files.writeString(directory.resolve("fdb.cluster"), content);
    }

    @Test
    void readsAsClientsDo() throws Exception {
        var file = ClusterFile.read(
                written("# made by hand\n  mail_1:aB3@10.0.0.1:4500, fdb2.example:4501:tls,\n[::1]:4500 # last\n"));

        assertThat(file.description()).isEqualTo("mail_1");
        assertThat(file.id()).isEqualTo("aB3");
        assertThat(file.coordinators()).containsExactly("10.0.0.1:4500", "fdb2.example:4501:tls", "[::1]:4500");
        assertThat(file.usesTls()).isTrue();
        assertThat(file.connectionString()).isEqualTo("mail_1:aB3@10.0.0.1:4500,fdb2.example:4501:tls,[::1]:4500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mail@10.0.0.1:4500",
                "mail:a",
                "ma-il:a@10.0.0.1:4500",
                "mail:a_b@10.0.0.1:4500",
                "mail:a@10.0.0.1",
                "mail:a@10.0.0.1:4500,",
                "mail:a@10.0.0.1:4500,10.0.0.1:4500"
            })
    void refusesWhatNoClientTakes(String content) throws IOException {
        var file = written(content);

        assertThatThrownBy(() -> ClusterFile.read(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Copy the file from a machine of the cluster");
    }

    @Test
    void saysThatThereIsNone() {
        assertThatThrownBy(() -> ClusterFile.read(directory.resolve("none")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("There is no cluster file " + directory.resolve("none"));
    }

    @Test
    void looksWhereClientsLook() throws IOException {
        var environment = Map.of("FDB_CLUSTER_FILE", "/srv/fdb.cluster");

        assertThat(ClusterFile.place(Path.of("etc/own"), environment, directory))
                .isEqualTo(directory.resolve("etc/own"));
        assertThat(ClusterFile.place(null, environment, directory)).isEqualTo(Path.of("/srv/fdb.cluster"));
        assertThat(ClusterFile.place(null, Map.of(), directory)).isEqualTo(ClusterFile.USUAL);
        written("mail:a@10.0.0.1:4500");
        assertThat(ClusterFile.place(null, Map.of(), directory)).isEqualTo(directory.resolve("fdb.cluster"));
        assertThat(ClusterFile.place(null, Map.of(), null)).isEqualTo(ClusterFile.USUAL);
    }
}
