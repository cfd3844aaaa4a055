package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.HostException;
import java.io.IOException;
import java.util.List;

/** What an upgrade has kept, looked for at the moment when it is listed or to be deleted. */
interface Leftover {

    /** What it is, for people, such as {@code the old store}. */
    String title();

    /** What there is of it now: a path each, or, where it is no file, what it is called. */
    List<String> now() throws HostException, StoreException, IOException;

    /** Deletes it for good, and says what was deleted. */
    String delete() throws HostException, StoreException, IOException;
}
