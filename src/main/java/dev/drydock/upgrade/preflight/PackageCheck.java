package dev.drydock.upgrade.preflight;

import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import dev.drydock.release.PackageOwner;
import java.util.List;

/** Whether the program belongs to a package: its manager would put its own in the place of Drydock's again. */
final class PackageCheck implements Check {

    @Override
    public String topic() {
        return "program";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, InterruptedException {
        var code = "program.package";
        var program = scene.blueprint().program().path();
        var owner = PackageOwner.of(program, scene.yard().runner());
        if (owner.isEmpty()) {
            return List.of(Finding.pass(code, program + " belongs to no package"));
        }
        var name = owner.get().name();
        var text = program + " belongs to the package " + name + ", known to "
                + owner.get().manager();
        if (scene.blueprint().release().installed()) {
            return List.of(Finding.pass(code, text + ", which is to bring v0.8.0"));
        }
        return List.of(Finding.warn(
                code,
                text + ": the next update would put its own program in the place of the new one",
                "Hold the package, or ask for release.installed: true, and install v0.8.0 by "
                        + owner.get().manager() + " when Drydock waits for it"));
    }
}
