package dev.drydock.upgrade.preflight;

import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import dev.drydock.release.DownloadAddress;
import java.nio.file.Files;
import java.util.List;

/** The web administration, which v0.8.0 fetches from the network where nothing pins it. */
final class WebadminCheck implements Check {

    private static final String KEY = "config.resource.webadmin";
    private static final String FILE = "file://";

    @Override
    public String topic() {
        return "webadmin";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, InterruptedException {
        var set = scene.found().configuration().settings().value(KEY);
        var webadmin = scene.blueprint().webadmin();
        var given = webadmin == null ? null : webadmin.file();
        var file = set != null && set.startsWith(FILE)
                ? scene.yard().view().locate(set.substring(FILE.length()))
                : set == null ? given : null;
        if (file == null) {
            return List.of(Finding.notice(
                    "webadmin.not-pinned",
                    "v0.8.0 fetches the web administration from the network before it listens for the first time ("
                            + (set == null ? "the newest, whatever version that is" : set)
                            + "); without network that takes up to 60 seconds, in which mail stands still",
                    "Give its bundle as release.webadmin, or its address as release.webadminUrl, and Drydock writes "
                            + KEY + " into the configuration"));
        }
        var fetched = webadmin == null || set != null ? null : webadmin.fetched();
        if (fetched != null && !Files.exists(file)) {
            return List.of(Finding.pass(
                    "webadmin.fetched",
                    "The web administration is fetched from " + DownloadAddress.open(fetched.address()) + " to " + file
                            + " in the phase prepare, and its SHA-256 must be " + fetched.sha256()));
        }
        if (!Files.isRegularFile(file)) {
            return List.of(Finding.fail(
                    "webadmin.missing",
                    "The bundle of the web administration, " + file + ", is not there",
                    "Put it back, or set " + KEY + " to another"));
        }
        var rights = scene.runAsRights();
        if (!rights.canRead(file)) {
            var denial = rights.denial(file, "read");
            return List.of(scene.unlessGiven(file, Finding.fail("webadmin.closed", denial.text(), denial.whatToDo())));
        }
        return List.of(Finding.pass("webadmin.pinned", "v0.8.0 takes the web administration from " + file));
    }
}
