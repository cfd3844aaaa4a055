package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.upgrade.Candidates;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrades;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is installed, for REST and pages. */
@Component
public final class Installations {

    private final Upgrades upgrades;
    private final ConsoleSettings settings;

    Installations(Upgrades upgrades, ConsoleSettings settings) {
        this.upgrades = upgrades;
        this.settings = settings;
    }

    /** Configurations and commands that could be meant; quick. */
    public Candidates candidates() throws InterruptedException {
        return Candidates.look(settings);
    }

    /**
     * Looks at one installation, which takes as long as it takes to count its files.
     *
     * @param config the file that the server is started with, an absolute path
     */
    public InstallationView view(Path config) throws ConfigurationException, InterruptedException {
        return InstallationView.of(upgrades.installation(config), upgrades.units(config), null);
    }

    /**
     * Looks at one installation in a container of Docker.
     *
     * @param container by name or id
     */
    public InstallationView contained(String container)
            throws RefusedException, ConfigurationException, InterruptedException {
        return InstallationView.of(upgrades.contained(container), List.of(), upgrades.container(container));
    }

    /** The same without the units that start it, for who knows them by the {@linkplain #candidates() candidates}. */
    public InstallationView viewWithoutUnits(Path config) throws ConfigurationException, InterruptedException {
        return InstallationView.of(upgrades.installation(config), List.of(), null);
    }
}
