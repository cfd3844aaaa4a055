package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Finding;
import dev.drydock.installation.ServerProcess;
import dev.drydock.installation.configuration.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Paths of the configuration that begin where the server is started, which only its process can tell. */
final class RelativePathsCheck implements Check {

    private static final Pattern MACRO = Pattern.compile("%\\{file:(?!/)[^}]*}%");

    @Override
    public String topic() {
        return "configuration";
    }

    @Override
    public List<Finding> look(Scene scene) {
        var relative = new ArrayList<String>();
        for (var setting : scene.found().configuration().written().all()) {
            if (isRelative(setting)) {
                relative.add(setting.key() + " (line " + setting.line() + ")");
            }
        }
        var code = "configuration.relative-paths";
        if (relative.isEmpty()) {
            return List.of(Finding.pass(code, "All paths of the configuration are absolute"));
        }
        var directory = scene.blueprint().workingDirectory();
        var known = scene.servers().stream()
                .anyMatch(process ->
                        process.match() == ServerProcess.Match.CONFIGURATION && process.workingDirectory() != null);
        var text = "These paths begin where the server is started: " + String.join(", ", relative) + "; Drydock starts"
                + " it in " + directory;
        return List.of(
                known
                        ? Finding.notice(code, text + ", as it runs today", "Absolute paths would be safer")
                        : Finding.warn(
                                code,
                                text + ", which nobody has confirmed, since it does not run",
                                "Make them absolute, or plan anew while the server runs"));
    }

    private static boolean isRelative(Setting setting) {
        var value = setting.value();
        if (MACRO.matcher(value).find()) {
            return true;
        }
        var isPath = (setting.key().startsWith("store.") || setting.key().startsWith("tracer."))
                && setting.key().endsWith(".path");
        return isPath && !value.startsWith("/") && !value.contains("%{");
    }
}
