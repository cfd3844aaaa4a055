package dev.drydock.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object with its keys in the order in which they were put; non-ASCII is escaped, whatever the locale. */
final class Json {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    static Json object() {
        return new Json();
    }

    /** Puts a number, a text, a truth, a list of those, or of other objects. */
    Json put(String key, Object value) {
        values.put(key, value instanceof Json json ? json.values : value);
        return this;
    }

    /** Puts the value, or null where it is empty. */
    Json put(String key, Optional<?> value) {
        values.put(key, value.orElse(null));
        return this;
    }

    /** Puts the value, or null where it is empty. */
    Json put(String key, OptionalLong value) {
        values.put(key, value.isPresent() ? value.getAsLong() : null);
        return this;
    }

    /** What goes into a list in another object. */
    Map<String, @Nullable Object> values() {
        return values;
    }

    @Override
    public String toString() {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .writeValueAsString(values);
    }
}
