package dev.drydock.store.foundationdb;

import dev.drydock.store.foundationdb.Tools.Said;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON that tools print. */
final class ToolJson {

    /** What fdbcli says after five seconds comes before or behind the answer. */
    private static final ObjectReader READER =
            JsonMapper.builder().build().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ToolJson() {}

    /** The object in what a tool has said; empty where there is none. */
    static Optional<JsonNode> of(Said said) {
        var text = String.join("\n", said.output());
        var start = text.startsWith("{") ? 0 : text.indexOf("\n{") + 1;
        if (start == 0 && !text.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(READER.readTree(text.substring(start))).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static OptionalLong number(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }

    static OptionalDouble fraction(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }

    static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.asString()).filter(text -> !text.isEmpty()) : Optional.empty();
    }
}
