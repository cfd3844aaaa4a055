package dev.drydock.systemd;

import dev.drydock.demo.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a sandbox from inside the container, where its paths are what its programs and its configuration say. */
public final class SandboxInside {

    private SandboxInside() {}

    /** With the directory and the kind of store as arguments. */
    public static void main(String[] arguments) throws Exception {
        var sandbox = Sandbox.create(Path.of(arguments[0]), Sandbox.Kind.valueOf(arguments[1]));
        var text = Files.readString(sandbox.configuration())
                // What the server takes into its index would be missing where stores are compared.
                .replaceAll("(index-rows-per-second) = \\d+", "$1 = 0");
        Files.writeString(
                sandbox.configuration(),
                "server.run-as.user = \"" + VendorInstallation.ACCOUNT + "\"\nserver.run-as.group = \""
                        + VendorInstallation.ACCOUNT + "\"\n" + text);
    }
}
