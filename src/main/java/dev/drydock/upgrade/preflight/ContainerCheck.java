package dev.drydock.upgrade.preflight;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.HostException;
import dev.drydock.host.docker.Container;
import dev.drydock.host.docker.ContainerPaths;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.host.docker.ImageName;
import dev.drydock.installation.Finding;
import dev.drydock.installation.StorePlacement;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The container that runs the server: whether all of it is kept, and one like it can be made of the new image. */
final class ContainerCheck implements Check {

    @Override
    public String topic() {
        return "container";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException {
        var plan = requireNonNull(scene.blueprint().container());
        var engine = new DockerEngine(plan.socket());
        var container = engine.get(plan.name());
        var findings = new ArrayList<Finding>();
        engine(engine, findings);
        keeper(plan, container, findings);
        volumes(scene, plan, container, findings);
        image(engine, plan, findings);
        ImageRoom.look(engine, plan).ifPresent(findings::add);
        names(engine, plan, findings);
        environment(plan, container, findings);
        others(engine, scene, container, findings);
        return findings;
    }

    private static void engine(DockerEngine engine, List<Finding> findings) throws HostException {
        var info = engine.info();
        findings.add(
                Finding.pass("container.engine", "Docker Engine " + info.version() + " answers at " + engine.socket()));
        for (var mapped : info.mappings()) {
            findings.add(Finding.fail(
                    "container.mapped-accounts",
                    "This Engine gives its containers other numbers of accounts than the machine (" + mapped
                            + "), and Drydock could not give files their owners",
                    "Upgrade by hand as the vendor's notes say, or on an Engine that does not"));
        }
    }

    /** Who would make or remove containers by itself. */
    private static void keeper(Blueprint.Contained plan, Container container, List<Finding> findings) {
        if (container.labels().containsKey("com.docker.swarm.service.id")) {
            findings.add(Finding.fail(
                    "container.swarm",
                    plan.name() + " belongs to a service of Swarm, which makes a new container whenever one stops",
                    "Scale the service to 0 and run the server as a plain container with the same volumes for the"
                            + " upgrade"));
        }
        if (container.autoRemove()) {
            findings.add(Finding.fail(
                    "container.auto-remove",
                    plan.name() + " was started with --rm: it is gone once it is stopped, with its unnamed volumes, and"
                            + " there would be no way back",
                    "Make one without --rm, with the same volumes"));
        }
        if (plan.compose() != null) {
            findings.add(Finding.notice(
                    "container.compose",
                    plan.name() + " is the service " + plan.compose().service() + " of "
                            + plan.compose().file()
                            + ", which is yours to change: in the phase start Drydock waits until its image is "
                            + plan.newImage() + " and docker compose up -d has made the container",
                    "Have the change ready, and run Compose at no other time: mail stands still meanwhile"));
        }
        findings.add(Finding.pass(
                "container.restart",
                "The restart policy of " + plan.name() + " is " + container.restart()
                        + (container.restart().isNever()
                                ? ""
                                : "; it is no from the stop to the start, then as it was")));
    }

    private static void volumes(Scene scene, Blueprint.Contained plan, Container container, List<Finding> findings) {
        var before = findings.size();
        for (StorePlacement placement : scene.found().placements().values()) {
            if (ContainerPaths.isNowhere(placement.configured())) {
                findings.add(Finding.fail(
                        "container.no-volume",
                        "The store " + ContainerPaths.alone(placement.configured())
                                + " lies in the container itself, on no volume, and is lost with it",
                        "Copy it out (docker cp) to a directory, and make a container that has that as a volume"));
            }
        }
        var files = scene.blueprint().store().files();
        for (var mount : container.mounts()) {
            if (!mount.writable() && files != null && files.directory().startsWith(mount.outside())) {
                findings.add(Finding.fail(
                        "container.read-only",
                        plan.name() + " may not write " + mount.inside() + ", where the store lies",
                        "Mount it without :ro"));
            }
            if (mount.isAnonymous()) {
                findings.add(Finding.warn(
                        "container.anonymous-volume",
                        mount.inside() + " of " + plan.name() + " is a volume without a name; the new container gets it"
                                + " by its number, and docker rm -v of the old one would delete it",
                        "Remove the old container without -v, later"));
            }
        }
        if (findings.size() == before) {
            findings.add(Finding.pass("container.volumes", "All stores lie on volumes or directories of the machine"));
        }
    }

    private static void image(DockerEngine engine, Blueprint.Contained plan, List<Finding> findings)
            throws HostException {
        if (plan.newImage().isEmpty()) {
            findings.add(Finding.fail(
                    "image.unnamed",
                    "No image of v0.8.0 was named",
                    "Name it with its tag: release.image, such as stalwartlabs/mail-server:v0.8.0"));
            return;
        }
        if (ImageName.of(plan.newImage()).isLatest()) {
            findings.add(Finding.fail(
                    "image.latest",
                    plan.newImage() + " is the newest image there is, which is not v0.8.0 and cannot read this store",
                    "Name the tag v0.8.0"));
            return;
        }
        findings.add(engine.image(plan.imageId())
                .map(image -> Finding.pass(
                        "image.old",
                        "The old container is of " + plan.image() + ", "
                                + (image.digests().isEmpty()
                                        ? image.id() + " on this machine and known to no registry"
                                        : String.join(", ", image.digests()))))
                .orElseGet(() -> Finding.fail(
                        "image.old-missing",
                        "The image of the old container, " + plan.image() + ", is no longer here",
                        "Pull it: the export runs in it")));
        var file = plan.newImageFile();
        if (file != null && !Files.isReadable(file)) {
            findings.add(Finding.fail("image.unreadable", file + " is not there, or may not be read", "Put it back"));
        } else if (file != null) {
            findings.add(Finding.pass("image.file", plan.newImage() + " is loaded from " + file));
        } else {
            findings.add(
                    engine.image(plan.newImage()).isPresent()
                            ? Finding.pass("image.here", plan.newImage() + " is on this machine")
                            : Finding.notice(
                                    "image.pulled",
                                    plan.newImage() + " is pulled in the phase prepare, while mail goes on",
                                    ""));
        }
    }

    private static void names(DockerEngine engine, Blueprint.Contained plan, List<Finding> findings)
            throws HostException {
        var old = plan.old();
        if (old != null && !old.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]+")) {
            findings.add(Finding.fail(
                    "container.old-name",
                    old + " cannot be the name of a container",
                    "Name the old container otherwise: installation.deployment.old"));
        } else if (old != null
                && engine.find(old)
                        .filter(found -> !found.id().equals(plan.id()))
                        .isPresent()) {
            findings.add(Finding.fail(
                    "container.old-name",
                    "There is a container " + old + " already",
                    "Name the old container otherwise: installation.deployment.old"));
        } else if (old != null) {
            findings.add(Finding.pass("container.old-name", "The old container will be " + old));
        }
    }

    private static void environment(Blueprint.Contained plan, Container container, List<Finding> findings) {
        if (container.environment().containsKey("CONFIG_PATH")) {
            findings.add(Finding.notice(
                    "container.config-path",
                    "CONFIG_PATH names the configuration of " + plan.name() + " and wins over arguments; it stays, and"
                            + " the containers of Drydock do without it",
                    ""));
        }
        if (!plan.startsAsRoot() && container.environment().containsKey("RUN_AS_USER")) {
            findings.add(Finding.fail(
                    "container.run-as-user",
                    plan.name() + " starts as " + plan.user()
                            + " and has RUN_AS_USER in its environment, with which v0.8.0"
                            + " refuses to start unless it is root",
                    "Make the container without RUN_AS_USER, or one that starts as root"));
        }
        if (!plan.variables().isEmpty()) {
            findings.add(Finding.notice(
                    "container.run-as",
                    "v0.8.0 does not look at server.run-as in a container; the new one gets "
                            + String.join(
                                    " and ",
                                    plan.variables().entrySet().stream()
                                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                                            .toList()),
                    ""));
        }
    }

    /** Two servers on one store destroy it. */
    private static void others(DockerEngine engine, Scene scene, Container container, List<Finding> findings)
            throws HostException {
        var files = scene.blueprint().store().files();
        if (files == null) {
            // Who else is connected to the database, its server tells.
            return;
        }
        var store = files.directory();
        for (var other : engine.containers()) {
            if (other.running()
                    && !other.id().equals(container.id())
                    && other.upgrade().isEmpty()
                    && !other.console()
                    && other.mounts().stream()
                            .anyMatch(mount -> mount.writable() && store.startsWith(mount.outside()))) {
                findings.add(Finding.warn(
                        "container.shared-volume",
                        "The container " + other.name() + " runs and may write the store, too",
                        "Stop it for the upgrade where it uses the store"));
            }
        }
    }
}
