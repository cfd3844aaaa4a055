package dev.drydock.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.drydock.demo.Sandbox;
import dev.drydock.docker.ContainedInstallation;
import dev.drydock.docker.PrivateEngine;
import dev.drydock.docker.RootFileSystem;
import dev.drydock.systemd.VendorInstallation;
import dev.drydock.web.ConsoleClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle and the image, made by the documented commands, on systems without Java. */
class BundleIT {

    private static final Path JAR = Path.of("target/drydock.jar");
    private static final Path BUNDLE = Path.of("target/bundle/drydock").toAbsolutePath();
    private static final String IMAGE = "drydock";

    @TempDir
    private Path directory;

    @BeforeAll
    static void make() throws Exception {
        if (!Files.exists(JAR)) {
            var required = System.getProperty("drydock.require", "").contains("docker");
            assertThat(required).as(JAR + " is made by the phase package").isFalse();
            abort("there is no " + JAR);
        }
        RootFileSystem.output(List.of("sh", "src/bundle/make"));
    }

    @Test
    void runsTheDemoWhereThereIsNoJava() throws Exception {
        var root = RootFileSystem.create(Files.createDirectory(directory.resolve("root")));
        withLibrariesOfJava(root);
        RootFileSystem.output(List.of(
                "tar",
                "--directory=" + Files.createDirectory(root.root().resolve("opt")),
                "--extract",
                "--file=" + BUNDLE.resolveSibling("drydock-linux-x86_64.tar.gz")));

        var said = RootFileSystem.output(List.of(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "--",
                "sh",
                "-c",
                "mount -t proc proc \"$0/proc\" && mount --rbind /dev \"$0/dev\" && exec chroot \"$0\" /bin/sh -c"
                        + " '[ ! -e /usr/bin/java ] && /opt/drydock/drydock demo'",
                root.root().toString()));

        assertThat(said)
                .contains("Open, version: The server says that it is version 0.8.0.", "This was a demonstration");
    }

    /** Beside the mail server's container, with the socket of the Engine and the volumes at their own paths. */
    @Test
    void upgradesAContainerFromAContainer() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            var base = RootFileSystem.create(Files.createDirectory(directory.resolve("base")));
            withLibrariesOfJava(base);
            base.importAs(mail.engine(), "drydock-base:1");
            mail.engine().run("build", "--build-arg", "BASE_IMAGE=drydock-base:1", "--tag", IMAGE, ".");
            assertTheSameAfterItWasCarried(mail.engine());
            mail.start("--restart", "always");
            var home = directory.toRealPath().resolve("home");
            var volumes = mail.data().getParent().getParent();
            mail.engine()
                    .run(
                            "run",
                            "--detach",
                            "--name=drydock",
                            "--network=host",
                            "--pid=host",
                            "--cap-add=SYS_PTRACE",
                            "--volume=" + mail.engine().socket() + ":/var/run/docker.sock",
                            "--volume=" + volumes + ":" + volumes,
                            "--volume=" + home + ":/var/lib/drydock",
                            IMAGE,
                            "serve",
                            "--home=/var/lib/drydock",
                            "--port=0");
            var client = new ConsoleClient(home);
            VendorInstallation.await(
                    "the console answers",
                    () -> Files.exists(home.resolve("console.port"))
                            && client.get("/api/v1/upgrades").has("upgrades"));
            var before = mail.snapshot();

            var ofTheMachine = client.post(
                    "/api/v1/upgrades",
                    "{\"installation\": {\"config\": \"" + mail.data().resolve("etc/config.toml")
                            + "\", \"deployment\": {\"kind\": \"command\", \"name\": \"mail\"}}}");
            assertThat(ofTheMachine.statusCode()).isEqualTo(409);
            assertThat(ofTheMachine.body()).contains("host-from-container", "bundle");

            var upgrade = mail.plan();
            assertThat(upgrade.findings("container.shared-volume")).isEmpty();
            upgrade.run();
            upgrade.await("succeeded");
            assertThat(mail.isListening()).isTrue();
            upgrade.goBack();
            mail.awaitListening("the old server");
            assertThat(before.differences(mail.snapshot())).isEmpty();
        }
    }

    /** As a file, as the documents say. */
    private void assertTheSameAfterItWasCarried(PrivateEngine engine) throws Exception {
        var file = directory.resolve("drydock-image.tar").toString();
        var id = engine.run("image", "inspect", "--format", "{{.Id}}", IMAGE);
        engine.run("save", "--output", file, IMAGE);
        engine.run("rmi", IMAGE);

        engine.run("load", "--input", file);

        assertThat(engine.run("image", "inspect", "--format", "{{.Id}}", IMAGE)).isEqualTo(id);
        assertThat(engine.run("run", "--rm", "--network=none", IMAGE, "--version"))
                .startsWith("drydock ");
    }

    private static void withLibrariesOfJava(RootFileSystem root) throws Exception {
        try (var libraries = Files.walk(BUNDLE.resolve("runtime"))) {
            root.addLibrariesOf(libraries
                    .filter(path -> path.toString().endsWith(".so") || path.endsWith("bin/java"))
                    .toList());
        }
        root.addLibrariesOfRocksDb();
    }
}
