package dev.drydock.host.docker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A container for one command: of an image, with the entry point overridden, and gone afterwards.
 *
 * @param name that it has while it lives
 * @param upgrade id of the upgrade, for its label
 * @param image name or id
 * @param vector the program and its arguments, as they are named inside
 * @param user {@code uid:gid}; empty for that of the image
 * @param network such as {@code none}, {@code host} or the name of one
 * @param binds that it sees, writable
 * @param from container whose mounts it has as well; empty for none
 * @param environment variables besides those of the image
 * @param workingDirectory inside
 */
public record OneOff(
        String name,
        String upgrade,
        String image,
        List<String> vector,
        String user,
        String network,
        List<ContainerPaths.Bind> binds,
        String from,
        Map<String, String> environment,
        Path workingDirectory) {

    /** One that sees nothing of the machine and reaches nobody. */
    public static OneOff alone(String name, String upgrade, String image, List<String> vector) {
        return new OneOff(name, upgrade, image, vector, "", "none", List.of(), "", Map.of(), Path.of("/"));
    }

    /** The same with one more variable. */
    public OneOff withVariable(String variable, String value) {
        var more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new OneOff(name, upgrade, image, vector, user, network, binds, from, more, workingDirectory);
    }

    /** The same with those of the image alone. */
    public OneOff withoutVariables() {
        return new OneOff(name, upgrade, image, vector, user, network, binds, from, Map.of(), workingDirectory);
    }

    ObjectNode body() {
        var body = DockerEngine.object().put("Image", image).put("WorkingDir", workingDirectory.toString());
        body.putObject("Labels").put(DockerEngine.LABEL, upgrade);
        // The image's own would start a server, or write a configuration and an administrator of its own.
        body.putArray("Entrypoint").add(vector.get(0));
        var arguments = body.putArray("Cmd");
        vector.subList(1, vector.size()).forEach(arguments::add);
        body.putObject("Healthcheck").putArray("Test").add("NONE");
        if (!user.isEmpty()) {
            body.put("User", user);
        }
        var variables = body.putArray("Env");
        environment.forEach((variable, value) -> variables.add(variable + "=" + value));
        var host = body.putObject("HostConfig").put("NetworkMode", network);
        host.set("RestartPolicy", RestartPolicy.NO.json());
        // What the Engine keeps by default may be of a kind that cannot be read.
        host.putObject("LogConfig").put("Type", "json-file");
        var mounts = host.putArray("Binds");
        binds.forEach(bind -> mounts.add(bind.outside() + ":" + bind.inside()));
        if (!from.isEmpty()) {
            host.putArray("VolumesFrom").add(from);
        }
        return body;
    }

    /** The same as a command line of people. */
    public List<String> line(Path socket) {
        var words = new ArrayList<>(List.of("docker", "--host", "unix://" + socket, "run", "--rm", "--name", name));
        words.addAll(List.of("--label", DockerEngine.LABEL + "=" + upgrade, "--network", network));
        if (!user.isEmpty()) {
            words.addAll(List.of("--user", user));
        }
        if (!from.isEmpty()) {
            words.addAll(List.of("--volumes-from", from));
        }
        binds.forEach(bind -> words.addAll(List.of("--volume", bind.outside() + ":" + bind.inside())));
        words.addAll(List.of("--workdir", workingDirectory.toString(), "--entrypoint", vector.get(0), image));
        words.addAll(vector.subList(1, vector.size()));
        return words;
    }
}
