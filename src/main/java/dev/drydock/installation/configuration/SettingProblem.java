package dev.drydock.installation.configuration;

/**
 * Something that the server would complain about, or silently ignore, when it reads a setting.
 *
 * @param key the setting, or the part of the keys that it is about
 * @param line where it stands; 0 where the setting is missing
 * @param text one sentence without a full stop, free of secrets
 */
public record SettingProblem(String key, int line, String text) {

    static SettingProblem at(Setting setting, String text) {
        return new SettingProblem(setting.key(), setting.line(), text);
    }

    static SettingProblem missing(String key, String text) {
        return new SettingProblem(key, 0, text);
    }

    /** For people, on one line. */
    @Override
    public String toString() {
        return key + (line == 0 ? "" : " (line " + line + ")") + ": " + text;
    }
}
