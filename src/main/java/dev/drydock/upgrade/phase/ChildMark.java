package dev.drydock.upgrade.phase;

import dev.drydock.host.HostException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What marks a process as one that works for an upgrade, and must not outlive it: a variable of its environment. Its value
 * is the directory of the upgrade, since two homes of one machine may have an upgrade of the same id.
 */
public final class ChildMark {

    public static final String VARIABLE = "DRYDOCK_CHILD_OF";

    private ChildMark() {}

    /**
     * The value for an upgrade, the same by whatever links its home is reached.
     *
     * @param home directory of the upgrade
     * @throws HostException where that directory cannot be read
     */
    public static String of(Path home) throws HostException {
        try {
            return home.toRealPath().toString();
        } catch (IOException e) {
            throw new HostException(
                    "The directory of the upgrade, " + home + ", cannot be read: " + e.getMessage(),
                    "Mend that, then try again",
                    e);
        }
    }
}
