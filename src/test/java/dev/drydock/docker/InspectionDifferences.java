package dev.drydock.docker;

import dev.drydock.host.docker.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Where two containers differ in anything that the Engine says of them, but in what is a container's own. */
final class InspectionDifferences {

    /** What no two containers share, or what says how the last run went. */
    private static final String OWN =
            "/(Id|Created|State|ResolvConfPath|HostnamePath|HostsPath|LogPath|GraphDriver)(/.*)?"
                    + "|/NetworkSettings/(SandboxID|SandboxKey)"
                    + "|/NetworkSettings/Networks/[^/]+/(EndpointID|MacAddress|IPAddress)";

    /** What a volume without a name had not asked for, and gets as one that is named. */
    private static final String MODE = "\"Mode\":\"z?\",";

    private InspectionDifferences() {}

    /** One line for each field: its place, what it was, and what it is. */
    static List<String> between(Container old, Container made) {
        var before = fields(old);
        var after = fields(made);
        var places = new TreeSet<>(before.keySet());
        places.addAll(after.keySet());
        return places.stream()
                .filter(place -> !before.getOrDefault(place, "nothing").equals(after.getOrDefault(place, "nothing")))
                .map(place -> place + ": " + before.getOrDefault(place, "nothing") + " -> "
                        + after.getOrDefault(place, "nothing"))
                .toList();
    }

    private static Map<String, String> fields(Container container) {
        var fields = new TreeMap<String, String>();
        collect("", container.inspected(), container.id().substring(0, 12), fields);
        return fields;
    }

    private static void collect(String place, JsonNode node, String id, Map<String, String> fields) {
        if (place.matches(OWN)) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(field -> collect(place + "/" + field.getKey(), field.getValue(), id, fields));
        } else if (node.isArray()) {
            // The Engine lists mounts in another order each time, and gives a container its number as a name.
            var elements = new ArrayList<String>();
            StreamSupport.stream(node.spliterator(), false)
                    .map(element -> element.toString().replaceAll(MODE, ""))
                    .filter(element -> !element.equals("\"" + id + "\""))
                    .sorted()
                    .forEach(elements::add);
            fields.put(place, elements.toString());
        } else {
            fields.put(place, node.toString().replace(id, "its number"));
        }
    }
}
