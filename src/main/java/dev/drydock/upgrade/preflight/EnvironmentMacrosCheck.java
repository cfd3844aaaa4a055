package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Finding;
import dev.drydock.installation.configuration.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Settings that take their value from the server's environment. The programs of an upgrade run in a clean one, and what
 * is secret in the server's is neither kept nor handed on: such a setting would have a gap, and the export would fail, or
 * open another store, only once the server has stopped.
 */
final class EnvironmentMacrosCheck implements Check {

    private static final Pattern VARIABLE = Pattern.compile("%\\{env:([^}]*)}%");

    @Override
    public String topic() {
        return "configuration";
    }

    @Override
    public List<Finding> look(Scene scene) {
        var findings = new ArrayList<Finding>();
        for (var setting : scene.found().configuration().written().all()) {
            var variables = variables(setting.value());
            if (!variables.isEmpty()) {
                findings.add(finding(scene, setting, variables));
            }
        }
        return findings;
    }

    /** The variables that a value names. */
    static List<String> variables(String value) {
        return VARIABLE.matcher(value)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static Finding finding(Scene scene, Setting setting, List<String> variables) {
        return Finding.fail(
                "configuration.environment",
                "The setting " + setting.key() + " (line " + setting.line() + " of "
                        + scene.blueprint().configuration().file() + ") takes its value from the environment of the"
                        + " server (" + String.join(", ", variables)
                        + "), which the export, the import and the trial do"
                        + " not have",
                "Write the value itself there, or put it into a file that "
                        + scene.blueprint().runAs().user() + " alone can read, name that with %{file:PATH}%, and start"
                        + " the server once more; then plan anew");
    }
}
