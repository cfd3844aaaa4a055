package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilledBackupTest {

    private static final String SECRET = "planted-Pa55word-of-the-form";

    private static FilledBackup filled(Map<String, String> values) {
        return filled(values, Map.of());
    }

    private static FilledBackup filled(Map<String, String> values, Map<String, String> before) {
        return FilledBackup.of(new PasswordBackup(), values, before);
    }

    private static List<String> problems(FilledBackup filled) {
        return filled.problems().stream()
                .map(problem -> problem.field() + " " + problem.problem())
                .toList();
    }

    @Test
    void handsOutAPasswordByNameAndInNoOtherWay() {
        var filled = filled(Map.of("password", SECRET));

        assertThat(filled.secret("password")).isEqualTo(SECRET);
        assertThat(filled.givenSecrets()).containsExactly("password");
        assertThat(filled.value("password")).isEmpty();
        assertThat(filled.open()).containsExactly(Map.entry("way", "schema"));
        assertThat(filled.fields().toString() + filled + filled.problems() + filled.checks())
                .doesNotContain(SECRET);
        assertThat(filled.fields().get(1).value()).isNull();
    }

    @Test
    void refusesAPasswordFieldThatHoldsAValue() {
        assertThatThrownBy(() -> new BackupField(
                        "password", "", "", BackupField.Kind.PASSWORD, true, null, null, SECRET, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void keepsThePasswordThatWasGivenBefore() {
        assertThat(filled(Map.of("way", "database"), Map.of("password", SECRET)).secret("password"))
                .isEqualTo(SECRET);
        assertThat(filled(Map.of("password", ""), Map.of("password", SECRET)).problems())
                .isEmpty();
        assertThat(filled(Map.of("password", "newer"), Map.of("password", SECRET))
                        .secret("password"))
                .isEqualTo("newer");
        assertThat(problems(filled(Map.of()))).containsExactly("password is missing");
    }

    @Test
    void saysWhatIsWrongByField() {
        assertThat(problems(filled(Map.of("way", "tape", "password", "a\nb"))))
                .containsExactly(
                        "way must be one of schema, database",
                        "password must be at most 1000 characters, none of them a control character");
        assertThat(problems(filled(Map.of("password", "wrong")))).containsExactly("password is not the right one");
    }

    @Test
    void namesWhatNoFieldIsFor() {
        var filled = filled(Map.of("password", SECRET, "user", "x", "table", "y"));

        assertThat(filled.unknown()).containsExactlyInAnyOrder("user", "table");
        assertThatThrownBy(filled::requireSound)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(SECRET);
    }
}
