package dev.drydock.installation.configuration;

/**
 * One key of the configuration and its value.
 *
 * @param key the flat key, such as {@code store.rocksdb.path}; entries of arrays end in a number of four digits
 * @param value what stands there; numbers and booleans as they are written, members of a set as the empty text
 * @param line where the value begins, counted from 1
 * @param secret whether the value must not be shown
 */
public record Setting(String key, String value, int line, boolean secret) {

    Setting(String key, String value, int line) {
        this(key, value, line, SecretSettings.isSecret(key, value));
    }

    /** The value for people: itself, or that it is kept secret. */
    public String shown() {
        return secret ? Secret.HIDDEN : "\"" + value + "\"";
    }

    /** For people, and free of secrets. */
    @Override
    public String toString() {
        return key + " = " + shown() + " (line " + line + ")";
    }
}
