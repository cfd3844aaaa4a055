package dev.drydock.store.foundationdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    private static final String STORE = "blobstore://AKIA1@s3.example:443/mail/2024?bucket=backups&sc=1";

    @TempDir
    private Path directory;

    @Test
    void readsADirectory() throws Exception {
        var destination = Destination.parse("file:///var/backups/fdb/");

        assertThat(destination.url()).isEqualTo("file:///var/backups/fdb");
        assertThat(destination.directory()).contains(Path.of("/var/backups/fdb"));
        assertThat(destination.isObjectStore()).isFalse();
        assertThat(destination.account()).isEmpty();
    }

    @Test
    void readsAnObjectStore() throws Exception {
        var destination = Destination.parse(STORE);

        assertThat(destination.url()).isEqualTo(STORE);
        assertThat(destination.directory()).isEmpty();
        assertThat(destination.isObjectStore()).isTrue();
        assertThat(destination.account()).contains("AKIA1@s3.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blobstore://AKIA1:topsecret@s3.example/mail?bucket=b",
                "blobstore://AKIA1:topsecret:token@s3.example/mail?bucket=b",
                "blobstore://AKIA1@s3.example/mail?bucket=b&header=Authorization:topsecret"
            })
    void refusesASecretAndDoesNotRepeatIt(String url) {
        assertThatThrownBy(() -> Destination.parse(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("seen by everybody")
                .hasMessageNotContaining("topsecret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/var/backups",
                "file://backups",
                "file:///",
                "file:///var/../etc",
                "file:///var/back ups",
                "s3://bucket/name",
                "blobstore://AKIA1@s3.example/mail",
                "blobstore://AKIA1@s3.example/mail?region=x",
                "blobstore://AKIA1@s3.example/ma$il?bucket=b",
                "blobstore://AKIA1@s3.example?bucket=b"
            })
    void refusesWhatTheToolsRefuse(String url) {
        assertThatThrownBy(() -> Destination.parse(url)).isInstanceOf(StoreException.class);
    }

    /** The tools compare the path with the real one. */
    @Test
    void refusesASymbolicLinkAndNamesWhereItLeads() throws Exception {
        var real = Files.createDirectory(directory.toRealPath().resolve("real"));
        var link = Files.createSymbolicLink(directory.resolve("link"), real);

        assertThatThrownBy(() -> Destination.parse("file://" + link)).hasMessageContaining("Write file://" + real);
    }

    @Test
    void writesSecretsToAFileForItsOwnerAlone() throws Exception {
        var file = directory.resolve("credentials.json");
        var uid = (int) Files.getAttribute(directory, "unix:uid");
        var gid = (int) Files.getAttribute(directory, "unix:gid");
        var credentials = new BlobCredentials("AKIA1@s3.example", "top\"secret", null);

        credentials.write(file, new Account("self", uid, gid, List.of()));

        // The form is that of "Blob Credential Files" in the vendor's documentation.
        assertThat(file).hasContent("{\"accounts\":{\"AKIA1@s3.example\":{\"secret\":\"top\\\"secret\"}}}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(credentials.toString()).isEqualTo("credentials of AKIA1@s3.example");
        assertThat(new BlobCredentials("k@h", "s", "t").content())
                .isEqualTo("{\"accounts\":{\"k@h\":{\"secret\":\"s\",\"token\":\"t\"}}}\n");
    }
}
