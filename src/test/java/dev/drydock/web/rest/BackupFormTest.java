package dev.drydock.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.store.FilledBackup;
import dev.drydock.store.PasswordBackup;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BackupFormTest {

    private static final String SECRET = "planted-Pa55word-of-the-form";

    private static BackupForm form(boolean writable, Map<String, String> values) {
        return BackupForm.of("test", writable, FilledBackup.of(new PasswordBackup(), values, Map.of()));
    }

    @Test
    void showsWhatTheBackendDescribesAndNoPassword() {
        var form = form(true, Map.of("password", SECRET, "way", "database"));
        var json = JsonMapper.builder().build();

        assertThat(json.writeValueAsString(form) + form).doesNotContain(SECRET);
        var way = json.valueToTree(form).at("/fields/0");
        assertThat(way.path("kind").asString()).isEqualTo("choice");
        assertThat(way.path("value").asString()).isEqualTo("database");
        assertThat(way.at("/choices/0/help").asString()).isEqualTo("In a schema of their own");
        var password = json.valueToTree(form).at("/fields/1");
        assertThat(password.path("kind").asString()).isEqualTo("password");
        assertThat(password.path("value").isNull()).isTrue();
        assertThat(password.path("given").asBoolean()).isTrue();
        assertThat(json.valueToTree(form).at("/checks/0/name").asString()).isEqualTo("login");
    }

    @Test
    void putsAProblemBesideItsField() {
        var form = form(true, Map.of("password", "wrong"));

        assertThat(form.fields().get(0).problem()).isNull();
        assertThat(form.fields().get(1).problem()).isEqualTo("is not the right one");
    }

    @Test
    void looksAtNothingOnceTheUpgradeHasBegun() {
        var form = form(false, Map.of("password", "wrong"));

        assertThat(form.checks()).isEmpty();
        assertThat(form.fields()).allMatch(field -> field.problem() == null);
    }
}
