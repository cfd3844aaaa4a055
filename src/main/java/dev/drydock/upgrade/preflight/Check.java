package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import java.io.IOException;
import java.util.List;

/** Looks at one thing. What it throws means that it could not look, which is said as such and never as passed. */
interface Check {

    /** The first part of the codes of its findings. */
    String topic();

    /** Looks, and changes nothing. */
    List<Finding> look(Scene scene) throws HostException, StoreException, IOException, InterruptedException;
}
