package dev.drydock.release;

import java.util.Optional;

/** Where the vendor keeps its releases, after the script that installs them. */
public final class VendorRelease {

    private static final String BASE = "https://github.com/stalwartlabs/mail-server/releases/download/v";

    private VendorRelease() {}

    /**
     * The address of an archive with the server's program.
     *
     * @param foundationDb whether it must know FoundationDB, of which there are builds of their own
     * @return empty where there is none for this platform
     */
    public static Optional<String> address(String version, Platform platform, boolean foundationDb) {
        if (foundationDb && !platform.library().equals("gnu")) {
            return Optional.empty();
        }
        return Optional.of(BASE + version + "/stalwart-mail" + (foundationDb ? "-foundationdb" : "") + "-"
                + platform.machine() + "-unknown-linux-" + platform.library() + ".tar.gz");
    }
}
