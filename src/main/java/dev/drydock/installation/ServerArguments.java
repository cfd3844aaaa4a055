package dev.drydock.installation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The arguments that the mail server is started with. */
public final class ServerArguments {

    private static final Set<String> CONFIG_OPTIONS = Set.of("--config", "-c", "--c", "-config");

    private ServerArguments() {}

    /**
     * All that may name a configuration: all that follows the option, because others use its short form for something
     * else, as a shell does.
     *
     * @param vector the program and its arguments
     */
    public static List<String> configurations(List<String> vector) {
        var named = new ArrayList<String>();
        for (var i = 1; i < vector.size(); i++) {
            var argument = vector.get(i);
            var equals = argument.indexOf('=');
            if (equals > 0 && CONFIG_OPTIONS.contains(argument.substring(0, equals))) {
                named.add(argument.substring(equals + 1).strip());
            } else if (CONFIG_OPTIONS.contains(argument) && i + 1 < vector.size()) {
                named.add(vector.get(i + 1));
            }
        }
        return named;
    }
}
