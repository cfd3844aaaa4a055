package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostFiles;
import dev.drydock.host.Sha256;
import dev.drydock.release.Download;
import dev.drydock.release.DownloadAddress;
import dev.drydock.release.Downloader;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.ProgramSwap;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches a file into the home of the upgrade, while mail goes on. What has come is kept when the line breaks or the
 * console ends, and taken away again when the upgrade is.
 */
final class FetchFile extends UpgradeStep {

    /** The largest build of the vendor has a tenth of it. */
    private static final long LIMIT = 1L << 30;

    private final Blueprint.Fetched fetched;

    private FetchFile(Yard yard, Blueprint.Fetched fetched, String name, String title) {
        super(yard, name, title);
        this.fetched = fetched;
    }

    /** Everything that has to be fetched. */
    static List<FetchFile> all(Yard yard) {
        var b = yard.blueprint();
        var all = new ArrayList<FetchFile>();
        b.sourceSwap()
                .map(ProgramSwap::fetched)
                .ifPresent(it -> all.add(new FetchFile(yard, it, "prepare.fetch-source", "Fetch v0.7.3")));
        if (b.release().fetched() != null) {
            all.add(new FetchFile(yard, b.release().fetched(), "prepare.fetch", "Fetch the new program"));
        }
        if (b.webadmin() != null && b.webadmin().fetched() != null) {
            all.add(new FetchFile(
                    yard, b.webadmin().fetched(), "prepare.fetch-webadmin", "Fetch the web administration"));
        }
        return all;
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return isPast(context, StopServer.BEGUN)
                || Attempt.of(
                        "release-unreadable",
                        () -> Files.isRegularFile(fetched.file(), LinkOption.NOFOLLOW_LINKS)
                                && Sha256.of(fetched.file()).equals(fetched.sha256()));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("release-not-fetched", () -> {
            var directory = directory();
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                HostFiles.createDirectory(directory, Yard.account(blueprint().console()), 0700);
            }
            var download = new Download(URI.create(fetched.address()), fetched.sha256(), fetched.file(), LIMIT);
            Downloader.create().fetch(download, new StepProgress(context).of("fetching"));
            return StepResult.done(Files.size(fetched.file()) + " bytes from " + DownloadAddress.open(fetched.address())
                    + ", with the SHA-256 that was given");
        });
    }

    /** Where everything lies that an upgrade has fetched. */
    static Path directory(Blueprint blueprint) {
        return blueprint.home().resolve(Blueprint.FETCHED);
    }

    private Path directory() {
        return directory(blueprint());
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("release-not-removed", () -> HostFiles.deleteTree(directory()));
    }

    @Override
    public List<String> onward() {
        var file = Shell.quote(fetched.file());
        var part = Shell.quote(fetched.file() + ".curl");
        var scheme = fetched.address().startsWith("https") ? "=https" : "=http,https";
        return List.of(
                "if [ ! -e " + file + " ]; then",
                "  mkdir -p " + Shell.quote(directory()),
                "  curl --fail --location --proto " + scheme + " --continue-at - --output " + part + " "
                        + Shell.quote(fetched.address()),
                "  echo " + Shell.quote(fetched.sha256() + "  " + fetched.file() + ".curl") + " | sha256sum -c -",
                "  mv " + part + " " + file,
                "fi");
    }

    @Override
    public List<String> back() {
        return List.of("rm -rf " + Shell.quote(directory()));
    }
}
