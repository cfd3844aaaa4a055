package dev.drydock.upgrade.preflight;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import dev.drydock.installation.StoreState;
import dev.drydock.installation.configuration.MacroFile;
import dev.drydock.store.StoreVersion;
import dev.drydock.upgrade.phase.StoredCertificates;
import java.util.ArrayList;
import java.util.List;

/** Whether the account that v0.8.0 runs as can read the files that certificates in the store are kept in. */
final class StoredCertificatesCheck implements Check {

    @Override
    public String topic() {
        return "rights";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, StoreException, InterruptedException {
        // What keeps the store from being read is said once, where all of it is looked at.
        if (scene.isServerRunning()
                || !(scene.found().dataState() instanceof StoreState.Seen seen)
                || seen.version() != StoreVersion.V0_7_3) {
            return List.of();
        }
        try {
            var findings = new ArrayList<Finding>();
            for (var file : files(scene)) {
                findings.add(ConfigurationRightsCheck.file(scene.runAsRights(), file));
            }
            return findings;
        } catch (ReadingLimit.TimeIsUpException e) {
            e.requireNotInterrupted();
            return List.of(Finding.skip(
                    "rights.not-looked-at",
                    "Whether certificates in the store are kept in files was not looked at: the time was over at "
                            + e.getMessage(),
                    "drydock inspect names certificates in the store; the phase install looks again"));
        } catch (MalformedDataException e) {
            return List.of(Finding.skip(
                    "rights.not-looked-at", "The certificates in the store cannot be read: " + e.getMessage(), ""));
        }
    }

    private static List<MacroFile> files(Scene scene) throws StoreException, MalformedDataException, HostException {
        var view = scene.yard().view();
        try (var store = scene.yard().newStore().openSource()) {
            return StoredCertificates.files(
                    StoredCertificates.of(store, scene.found().configuration(), new ReadingLimit(scene)), view);
        }
    }
}
