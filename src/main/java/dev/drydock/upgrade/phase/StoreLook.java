package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import dev.drydock.installation.configuration.ConfigurationException;
import java.io.IOException;
import java.util.List;

/** Looks at the store of a server that was just stopped, as the checks before the stop could not. */
@FunctionalInterface
public interface StoreLook {

    /**
     * Looks, and changes nothing; mail stands still meanwhile, so it comes to an end by itself and says what it has not
     * looked at.
     *
     * @param progress may end it by an exception
     */
    List<Finding> look(Yard yard, Progress progress)
            throws HostException, StoreException, MalformedDataException, ConfigurationException, IOException,
                    InterruptedException;
}
