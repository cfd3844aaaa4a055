package dev.drydock.upgrade;

import dev.drydock.host.Sha256;
import dev.drydock.installation.configuration.Settings;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Stands for what a configuration says but for the passwords of its stores: those are read anew each time, and may have
 * been changed on a database server in the middle of an upgrade.
 */
final class SettingsSum {

    private static final Pattern PASSWORD = Pattern.compile("store\\.[^.]+\\.password");

    private SettingsSum() {}

    /** In lower-case hexadecimal. */
    static String of(Settings written) {
        var settings = new TreeMap<String, String>();
        for (var setting : written.all()) {
            if (!PASSWORD.matcher(setting.key()).matches()) {
                settings.put(setting.key(), setting.value());
            }
        }
        var text = new StringBuilder();
        settings.forEach((key, value) -> text.append(key.length())
                .append(' ')
                .append(key)
                .append(value.length())
                .append(' ')
                .append(value));
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
