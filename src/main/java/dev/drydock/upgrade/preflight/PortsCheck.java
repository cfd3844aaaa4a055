package dev.drydock.upgrade.preflight;

import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The listeners' ports: v0.8.0 must be allowed to take them, and nobody else may have them. */
final class PortsCheck implements Check {

    private static final long USUAL_START = 1024;

    @Override
    public String topic() {
        return "ports";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        var container = scene.blueprint().container();
        if (container != null && !container.isOnHostNetwork()) {
            // Its ports are those of a network of its own; what leads to them from here is the Engine's.
            return List.of();
        }
        var ports = scene.blueprint().configuration().ports();
        if (ports.isEmpty()) {
            return List.of(Finding.warn(
                    "ports.none",
                    "The configuration names no port to listen on, so nothing can be asked of the server from outside",
                    "See whether the listeners lie among the settings in the store"));
        }
        findings.add(low(scene, ports));
        taken(scene, ports, findings);
        return findings;
    }

    private static Finding low(Scene scene, List<Integer> ports) {
        var start = Kernel.number(scene.kernel().proc().resolve("sys/net/ipv4/ip_unprivileged_port_start"))
                .orElse(USUAL_START);
        var low = ports.stream().filter(port -> port < start).toList();
        var runAs = scene.blueprint().runAs();
        if (low.isEmpty()) {
            return Finding.pass(
                    "ports.low", "Every account may listen on the ports " + ports + " (those from " + start + " on)");
        }
        if (runAs.uid() == 0) {
            return Finding.pass("ports.low", "v0.8.0 runs as root, who may listen on the ports " + low);
        }
        var container = scene.blueprint().container();
        if (container != null && container.startsAsRoot()) {
            return Finding.pass("ports.low", "The container starts as root, who may listen on the ports " + low);
        }
        if (scene.blueprint().unit() != null) {
            return Finding.pass(
                    "ports.low",
                    "The unit gives v0.8.0 the right to listen on the ports " + low + " (CAP_NET_BIND_SERVICE)");
        }
        var text = "v0.8.0 runs as " + runAs.user() + " from its first instant, and the ports " + low
                + " are for root only (those below " + start + ")";
        var todo = "Allow them: sysctl -w net.ipv4.ip_unprivileged_port_start=" + low.get(0)
                + ", and in /etc/sysctl.d to keep it; or let the command start give CAP_NET_BIND_SERVICE";
        return isServerItself(scene)
                ? Finding.fail("ports.low", text, todo)
                : Finding.warn(
                        "ports.low",
                        text + "; whether the command start gives that right by itself cannot be seen from here",
                        todo);
    }

    /** A program in between can take the right from somewhere, as sudo does; the server itself cannot. */
    private static boolean isServerItself(Scene scene) {
        var program = scene.blueprint().program().path();
        return scene.yard()
                .server()
                .vectors()
                .map(vectors -> Path.of(vectors.start().arguments().get(0)))
                .filter(path -> path.normalize().equals(program) || path.endsWith(program.getFileName()))
                .isPresent();
    }

    private static void taken(Scene scene, List<Integer> ports, List<Finding> findings) throws IOException {
        var listening = ListeningPorts.read(scene.kernel().proc());
        var sockets = listening.sockets(ports);
        var files = OpenFiles.ofSockets(scene.kernel().proc(), sockets);
        var running = scene.isServerRunning();
        var before = findings.size();
        for (var port : ports) {
            for (var socket : listening.sockets(List.of(port))) {
                holder(scene, port, files.holders(socket), findings);
            }
        }
        if (findings.size() == before) {
            findings.add(Finding.pass(
                    "ports.taken", "Nobody " + (running ? "but the server " : "") + "listens on the ports " + ports));
        }
        var silent = ports.stream()
                .filter(port -> listening.sockets(List.of(port)).isEmpty())
                .toList();
        if (running && !silent.isEmpty()) {
            findings.add(Finding.notice(
                    "ports.silent",
                    "The server runs, but nobody listens on " + silent + ", which the configuration names",
                    "See its log for why; v0.8.0 will be asked on these ports too"));
        }
    }

    private static void holder(Scene scene, int port, List<OpenFiles.Holder> holders, List<Finding> findings) {
        var own = scene.servers();
        if (holders.isEmpty()) {
            if (own.isEmpty()) {
                findings.add(Finding.fail(
                        "ports.taken",
                        "No process of the server was seen, but somebody listens on port " + port,
                        "See who with ss -ltnp; the port must be free while the server is stopped"));
            } else {
                findings.add(Finding.skip(
                        "ports.taken", "Who listens on port " + port + " may not be seen", "Run Drydock as root"));
            }
        }
        for (var holder : holders) {
            if (own.stream().noneMatch(process -> process.pid() == holder.pid())) {
                findings.add(Finding.fail(
                        "ports.taken",
                        "Port " + port + " belongs to process " + holder.pid() + " (" + holder.name()
                                + "), which is not known to be the server",
                        "End it, or correct the listener: the port must be free while the server is stopped"));
            }
        }
    }
}
