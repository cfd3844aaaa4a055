package dev.drydock.systemd;

import dev.drydock.demo.Sandbox;
import dev.drydock.demo.SandboxPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a sandbox from inside the container, where its paths are what its programs and its configuration say. */
public final class SandboxInside {

    private SandboxInside() {}

    /**
     * The arguments for a sandbox. Its ports are found out here: the container has the network of this machine, and a
     * process inside would leave them, having just found them, to the next that looks.
     */
    public static String[] arguments(String directory, Sandbox.Kind kind) throws IOException {
        var ports = SandboxPorts.free();
        return new String[] {
            directory,
            kind.name(),
            Integer.toString(ports.smtp()),
            Integer.toString(ports.imap()),
            Integer.toString(ports.imaps()),
            Integer.toString(ports.http()),
            Integer.toString(ports.https())
        };
    }

    public static void main(String[] arguments) throws Exception {
        var ports = new SandboxPorts(
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                Integer.parseInt(arguments[6]));
        var sandbox = Sandbox.create(Path.of(arguments[0]), Sandbox.Kind.valueOf(arguments[1]), ports);
        var text = Files.readString(sandbox.configuration())
                // What the server takes into its index would be missing where stores are compared.
                .replaceAll("(index-rows-per-second) = \\d+", "$1 = 0");
        Files.writeString(
                sandbox.configuration(),
                "server.run-as.user = \"" + VendorInstallation.ACCOUNT + "\"\nserver.run-as.group = \""
                        + VendorInstallation.ACCOUNT + "\"\n" + text);
    }
}
