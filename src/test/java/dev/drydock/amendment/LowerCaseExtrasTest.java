package dev.drydock.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.layout.Principal;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of an external directory, which stand in the store as people write them. */
class LowerCaseExtrasTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void moveNamesThatAreNotOneAndMoveThemBack(String scheme) throws Exception {
        var old = directory.resolve("old");
        try (var writer = NewStore.driver(scheme).at(old).createSource()) {
            var id = 0;
            for (var name : List.of("John.Doe", "Twin", "plain", "twin")) {
                writer.put(
                        Space.VALUES,
                        new DirectoryKey.NameToId(name.getBytes(StandardCharsets.UTF_8)).encode(),
                        new byte[] {(byte) ++id, 0});
            }
            for (var name : List.of("John.Doe", "Twin", "plain", "twin")) {
                writer.put(
                        Space.VALUES,
                        new DirectoryKey.PrincipalKey(name.length()).encode(),
                        new Principal(name.length(), 0, 0, name, "", List.of(), List.of()).encode());
                if (name.equals("plain")) {
                    break;
                }
            }
            writer.commit();
        }
        try (var source = new StoreRecords(NewStore.driver(scheme).at(old).openSource())) {
            var store = new NewStore(scheme, directory.resolve("new"))
                    .madeFrom(source, OfficialProfile.create(BlobForm.AS_STORED));
            var wanted = new NewStore(scheme, directory.resolve("lossless"))
                    .madeFrom(source, LosslessProfile.create(BlobForm.AS_STORED, Optional.of("ldap")));
            var before = store.listing();
            AmendmentFile file;
            try (var target = store.driver().at(store.path()).openTarget()) {
                file = AmendmentFile.difference(
                        source,
                        () -> OfficialProfile.create(BlobForm.AS_STORED),
                        () -> LosslessProfile.create(BlobForm.AS_STORED, Optional.of("ldap")),
                        target,
                        directory.resolve("amendment"),
                        directory,
                        Progress.NONE);
            }
            // The name under its new key and no more under its old one, and the name in the principal.
            assertThat(file.rows()).isEqualTo(Map.of(Letter.DIRECTORY, 3L));

            store.apply(file);
            assertThat(store.listing()).isEqualTo(wanted.listing());
            store.takeBack(file);
            assertThat(store.listing()).isEqualTo(before);
        }
    }
}
