package dev.drydock.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RedactionTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void findsASecretThatJsonWritesInAnotherWay() {
        var secret = "sea\"horse\\\tat\u0001dawn";
        var redaction = Redaction.of(List.of(secret));

        var text = redaction.of(JSON.writeValueAsString(Map.of("said", "it is " + secret + ", is it not")));

        assertThat(text).isEqualTo("{\"said\":\"it is (secret), is it not\"}");
        assertThat(redaction.of("it is " + secret)).isEqualTo("it is (secret)");
    }
}
