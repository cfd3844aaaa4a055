package dev.drydock.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How values are laid down in the data of journal entries. */
final class Entries {

    private Entries() {}

    static Map<String, String> of(Failure failure) {
        var data = new HashMap<String, String>();
        data.put("failure", failure.code());
        data.put("problem", failure.problem());
        data.put("cause", failure.cause());
        data.put("next", failure.nextStep());
        data.put("retry", Boolean.toString(failure.retryHelps()));
        data.put("lines", String.join("\n", failure.lines()));
        return data;
    }

    static Optional<Failure> failure(Map<String, String> data) {
        var code = data.get("failure");
        if (code == null) {
            return Optional.empty();
        }
        var lines = data.getOrDefault("lines", "");
        return Optional.of(new Failure(
                code,
                data.getOrDefault("problem", ""),
                data.getOrDefault("cause", ""),
                data.getOrDefault("next", ""),
                Boolean.parseBoolean(data.get("retry")),
                lines.isEmpty() ? List.of() : List.of(lines.split("\n", -1))));
    }

    static Map<String, String> of(ChildProcess child) {
        return Map.of(
                "pid", Long.toString(child.pid()), "start", Long.toString(child.startTicks()), "what", child.what());
    }

    static ChildProcess child(Map<String, String> data) {
        return new ChildProcess(
                Long.parseLong(data.getOrDefault("pid", "0")),
                Long.parseLong(data.getOrDefault("start", "0")),
                data.getOrDefault("what", ""));
    }

    static Map<String, String> with(Map<String, String> data, String key, String value) {
        var more = new HashMap<>(data);
        more.put(key, value);
        return more;
    }
}
