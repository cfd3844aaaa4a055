package dev.drydock.upgrade;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.Account;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the locks of installations lie: in one place for all consoles of an account, so that two homes do not meet on one
 * installation, and where nobody else can have laid anything.
 *
 * <p>For root that is {@code /run/drydock}, above which only root can write ({@code /run/lock} is open to all). For another
 * account it is below the home directory of the account: the directory that a login session is given ({@code
 * XDG_RUNTIME_DIR}) is not known to a console that was started otherwise, and goes with the session. An account without
 * a home directory keeps its locks in the home of the console, which other homes do not see.
 */
final class LockPlace {

    private static final Path RUN = Path.of("/run");

    private LockPlace() {}

    /**
     * The directory, which is there.
     *
     * @param home of the console
     * @throws RefusedException where something else lies there
     */
    static Path of(Path home) throws RefusedException, InterruptedException {
        try {
            var account = Account.current();
            return place(account, account.isRoot() ? RUN : Path.of(System.getProperty("user.home", "")), home);
        } catch (HostException e) {
            throw new RefusedException("account-unknown", e.problem() + ". " + e.nextStep());
        }
    }

    /** The same, below a given directory of the machine or of the account. */
    static Path place(Account account, Path above, Path home) throws RefusedException {
        var shared = account.isRoot() ? above.resolve("drydock") : above.resolve(".local/state/drydock/locks");
        if (above.isAbsolute() && Files.isWritable(above)) {
            return made(shared, account);
        }
        return made(home.resolve("locks"), account);
    }

    private static Path made(Path directory, Account account) throws RefusedException {
        try {
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            var state = FileState.of(directory);
            if (state.type() != FileState.Type.DIRECTORY
                    || state.uid() != account.uid()
                    || (state.mode() & 0077) != 0) {
                throw new RefusedException(
                        "lock-place-unsafe",
                        directory + " must be a directory of " + account.user()
                                + " alone, mode 0700, for the locks of installations; see who has made it, and move it"
                                + " away");
            }
            return directory;
        } catch (IOException e) {
            throw new RefusedException(
                    "lock-place-missing",
                    "The directory " + directory + " for the locks of installations cannot be made: " + e);
        }
    }
}
