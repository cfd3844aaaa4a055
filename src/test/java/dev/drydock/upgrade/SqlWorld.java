package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Comparison;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunState;
import dev.drydock.sql.SqlSandbox;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.sql.KeptStore;
import dev.drydock.store.sql.SqlStore;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.upgrade.blueprint.BackupChoice;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sandbox whose mail data lies in a database of a real server, beside things of others. */
record SqlWorld(SandboxUpgrade sandbox, KeptStore kept) {

    static SqlWorld create(Path directory, SqlServerKind kind) throws Exception {
        var sandbox = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        var kept = KeptStore.make(kind, Files.createDirectory(directory.resolve("work")));
        SqlSandbox.use(sandbox.configuration(), kind, kept.database());
        return new SqlWorld(sandbox, kept);
    }

    /** Lets the account of the mail server do all itself, so that no administrator has to be named. */
    void allowItsAccount() throws Exception {
        if (!kept.kind().isPostgresql()) {
            for (var name : List.of(kept.asideName(), "drydock\\_v080\\_%")) {
                kept.kind()
                        .get()
                        .administrate(List.of("GRANT ALL ON `" + name + "`.* TO "
                                + kept.database().user()));
            }
        }
    }

    /** With an administrator where the account of the mail server may make no database. */
    UpgradeRequest request() throws Exception {
        return request(Map.of());
    }

    UpgradeRequest request(Map<String, String> backup) throws Exception {
        var filled = new HashMap<>(backup);
        if (!kept.kind().isPostgresql()) {
            var administrator = kept.kind().get().administrator();
            filled.put("administrator", administrator.user());
            filled.put("administrator-password", administrator.password());
        }
        return sandbox.request().withBackup(BackupChoice.filled(filled));
    }

    /** By the vendor's way, in which all that the database holds gets another name. */
    UpgradeRequest requestOfWholeDatabase() throws Exception {
        var administrator = kept.kind().get().administrator();
        return request(Map.of(
                "way",
                "database",
                "others",
                "carry",
                "administrator",
                administrator.user(),
                "administrator-password",
                administrator.password()));
    }

    /** Runs until it stops by itself, and expects it to be in a state. */
    void run(Upgrades upgrades, Upgrade upgrade, String until, RunState expected) throws Exception {
        upgrades.run(upgrade, until);
        upgrades.await(upgrade);
        assertThat(SandboxUpgrade.state(upgrade))
                .as(SandboxUpgrade.log(upgrades, upgrade))
                .isEqualTo(expected);
    }

    void goBack(Upgrades upgrades, Upgrade upgrade) throws Exception {
        upgrades.rollback(upgrade);
        upgrades.await(upgrade);
        assertThat(SandboxUpgrade.state(upgrade))
                .as(SandboxUpgrade.log(upgrades, upgrade))
                .isEqualTo(RunState.ROLLED_BACK);
    }

    /** What must be the same before an upgrade and after going back. */
    List<Object> state() throws Exception {
        return List.of(kept.checksum(kept.store()), kept.catalogue());
    }

    /** The new store against the old one, with all that Drydock adds. */
    Comparison compare() throws Exception {
        return compare(kept.old());
    }

    Comparison compare(SqlStore aside) throws Exception {
        try (var old = new StoreRecords(aside.openSource());
                var target = kept.store().openTarget()) {
            return new Verification(old, kept.work(), Progress.NONE)
                    .target(target, () -> LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()));
        }
    }

    /** The name that the new store gets where it makes room. */
    static String keptNew(Upgrade upgrade) {
        return "drydock_v080_" + upgrade.id().replace('-', '_');
    }
}
