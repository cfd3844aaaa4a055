package dev.drydock.upgrade.phase;

import dev.drydock.host.HostException;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.util.List;

/**
 * The container of v0.7.3, under the name that it has had since another has its own. Its volumes are those of the new one,
 * and stay; so does its image, which other containers may have.
 *
 * @param old that name
 */
record LeftoverContainer(Blueprint.Contained container, String old) implements Leftover {

    @Override
    public String title() {
        return "the old container";
    }

    @Override
    public List<String> now() throws HostException {
        // After going back it serves again, under its own name.
        return new DockerEngine(container.socket())
                .find(container.id())
                .filter(found -> found.name().equals(old))
                .map(found -> List.of(label()))
                .orElse(List.of());
    }

    /** What it is called among paths. */
    String label() {
        return "docker container " + old;
    }

    @Override
    public String delete() throws HostException {
        var engine = new DockerEngine(container.socket());
        if (now().isEmpty()) {
            return "";
        }
        if (engine.get(container.id()).state().running()) {
            throw new HostException(
                    "The old container " + old + " runs, and was left alone",
                    "Find out who has started it, stop it, then try again");
        }
        engine.remove(container.id());
        return label();
    }
}
