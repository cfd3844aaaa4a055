package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether something else than the named commands keeps the server, and would start it again while it must stand still. */
final class ServiceManagerCheck implements Check {

    /** The last unit in the path of a control group, see systemd.unit(5); sessions of people are none that restart. */
    private static final Pattern UNIT = Pattern.compile("(?m)^.*/((?!user@)[^/\\n]+\\.service)(/[^\\n]*)?$");

    @Override
    public String topic() {
        return "keeper";
    }

    @Override
    public List<Finding> look(Scene scene) throws IOException {
        var findings = new ArrayList<Finding>();
        // What a console has started itself is in its own unit, and is not what that unit keeps.
        var own = unit(scene.kernel().proc().resolve("self/cgroup"));
        for (var server : scene.servers()) {
            if (server.contained()) {
                findings.add(Finding.warn(
                        "keeper.container",
                        "The server, process " + server.pid() + ", runs in a container, but is to be kept by "
                                + scene.yard().server().describe(),
                        "See that the command stop stops the container and that nothing starts it again"));
            }
            var unit = unit(
                    scene.kernel().proc().resolve(Long.toString(server.pid())).resolve("cgroup"));
            var planned = scene.blueprint().unit();
            if (planned != null && unit.filter(planned.name()::equals).isPresent()) {
                continue;
            }
            if (planned != null) {
                findings.add(Finding.fail(
                        "keeper.unit",
                        "The server, process " + server.pid() + ", does not belong to " + planned.name() + " but to "
                                + unit.orElse("no service at all"),
                        "Stop it there, and start it by systemctl start " + planned.name()
                                + "; or name the unit that keeps it"));
            } else if (unit.isPresent() && !unit.equals(own)) {
                findings.add(Finding.warn(
                        "keeper.unit",
                        "The server, process " + server.pid() + ", belongs to the unit " + unit.get()
                                + ", but is to be kept by "
                                + scene.yard().server().describe()
                                + "; a unit with Restart= starts a program again that has stopped",
                        "Name the unit instead, deployment: {\"kind\": \"systemd\", \"unit\": \"" + unit.get()
                                + "\"}; or let the command stop run systemctl stop " + unit.get()
                                + ", and see that nothing else starts it meanwhile"));
            }
        }
        if (findings.isEmpty()) {
            findings.add(
                    scene.isServerRunning()
                            ? Finding.pass(
                                    "keeper.unit",
                                    scene.blueprint().unit() == null
                                            ? "No service manager was seen to keep the server"
                                            : "The server belongs to "
                                                    + scene.yard().server().describe())
                            : Finding.skip(
                                    "keeper.unit",
                                    "What keeps the server cannot be seen while it does not run",
                                    "Look again while it runs, or see systemctl list-units"));
        }
        return findings;
    }

    private static Optional<String> unit(Path groups) throws IOException {
        if (!Files.isReadable(groups)) {
            return Optional.empty();
        }
        var unit = UNIT.matcher(Kernel.read(groups));
        return unit.find() ? Optional.of(unit.group(1)) : Optional.empty();
    }
}
