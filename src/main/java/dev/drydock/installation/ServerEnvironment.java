package dev.drydock.installation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables of a process. They may hold secrets, so nothing of them is shown but what is asked for. */
public final class ServerEnvironment {

    private final Map<String, String> variables;

    ServerEnvironment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public @Nullable String value(String name) {
        return variables.get(name);
    }

    /** All of them, to read a configuration with. */
    Map<String, String> reveal() {
        return variables;
    }

    /** How many there are. */
    @Override
    public String toString() {
        return variables.size() + " variables";
    }
}
