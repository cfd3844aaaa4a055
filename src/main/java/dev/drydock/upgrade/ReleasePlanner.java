package dev.drydock.upgrade;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.Sha256;
import dev.drydock.installation.Installation;
import dev.drydock.installation.ProgramVersion;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Settles which programs are installed, where they come from and where they wait for their turn. Fetches nothing. */
final class ReleasePlanner {

    private final ConsoleSettings settings;

    ReleasePlanner(ConsoleSettings settings) {
        this.settings = settings;
    }

    Blueprint.Release release(String id, UpgradeRequest request, Path program) throws RefusedException, IOException {
        var staged = program.resolveSibling("." + Blueprint.name(program) + "-v0.8.0-" + id);
        var choice = request.release();
        if (choice == null || choice.image() != null) {
            return new Blueprint.Release(null, null, staged, null, false);
        }
        if (choice.isInstalledElsewhere()) {
            return new Blueprint.Release(null, null, staged, null, true);
        }
        if (choice.url() != null) {
            var fetched = fetched(id, "v0.8.0", choice.url(), choice.sha256(), "release");
            return new Blueprint.Release(fetched.file(), fetched.sha256(), staged, fetched, false);
        }
        if (choice.file() == null) {
            return new Blueprint.Release(null, null, staged, null, false);
        }
        var file = given(choice.file(), "release");
        return new Blueprint.Release(file, sum(file, choice.sha256(), "release"), staged, null, false);
    }

    /** A bundle that is fetched lies with the installation in the end: v0.8.0 reads it at every start. */
    Blueprint.@Nullable Webadmin webadmin(String id, UpgradeRequest request, Path root)
            throws RefusedException, IOException {
        var choice = request.release();
        if (choice == null) {
            return null;
        }
        if (choice.webadminUrl() != null) {
            return new Blueprint.Webadmin(
                    Planner.free(root.resolve("webadmin-v0.8.0.zip"), id),
                    fetched(id, "webadmin", choice.webadminUrl(), choice.webadminSha256(), "webadmin"));
        }
        var webadmin = choice.webadmin();
        if (webadmin == null) {
            return null;
        }
        if (!Files.isRegularFile(webadmin)) {
            throw new RefusedException("webadmin-missing", "There is no bundle " + webadmin);
        }
        return new Blueprint.Webadmin(webadmin.toRealPath(), null);
    }

    /** Only what v0.7.3 takes over as it is can be brought to it. */
    Blueprint.@Nullable Source source(String id, UpgradeRequest request, Installation found)
            throws RefusedException, IOException {
        var choice = request.release() == null ? null : request.release().source();
        var program = requireNonNull(found.program());
        if (choice == null || !ProgramVersion.canBecomeSource(program.version())) {
            return null;
        }
        var name = Blueprint.name(program.path());
        var staged = program.path().resolveSibling("." + name + Planner.OLD + "-" + id);
        var old = Planner.free(program.path().resolveSibling(name + suffix(program.version())), id);
        if (choice.url() != null) {
            var fetched = fetched(id, "v0.7.3", choice.url(), choice.sha256(), "source");
            return new Blueprint.Source(fetched.file(), fetched.sha256(), staged, old, fetched);
        }
        if (choice.file() == null) {
            throw new RefusedException("source-missing", "No program of v0.7.3 is named: release.source.file");
        }
        var file = given(choice.file(), "source");
        return new Blueprint.Source(file, sum(file, choice.sha256(), "source"), staged, old, null);
    }

    private Blueprint.Fetched fetched(String id, String name, String url, @Nullable String sha256, String topic)
            throws RefusedException {
        if (sha256 == null) {
            throw new RefusedException(
                    topic + "-sum",
                    "What is fetched from " + url + " must be known by its SHA-256, and none was given");
        }
        return new Blueprint.Fetched(
                url,
                sha256.toLowerCase(Locale.ROOT),
                settings.upgrades().resolve(id).resolve(Blueprint.FETCHED).resolve(name));
    }

    private static String suffix(ProgramVersion version) {
        return version instanceof ProgramVersion.Known known ? "-v" + known : "-before" + Planner.OLD;
    }

    private static Path given(Path given, String topic) throws RefusedException, IOException {
        var file = given.toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new RefusedException(topic + "-missing", "There is no file " + file + " to install");
        }
        return file.toRealPath();
    }

    private static String sum(Path file, @Nullable String expected, String topic) throws RefusedException, IOException {
        var sum = Sha256.of(file);
        if (expected != null && !expected.equalsIgnoreCase(sum)) {
            throw new RefusedException(topic + "-sum", "The SHA-256 of " + file + " is " + sum + ", not " + expected);
        }
        return sum;
    }
}
