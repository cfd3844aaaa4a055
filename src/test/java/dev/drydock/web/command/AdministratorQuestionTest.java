package dev.drydock.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdministratorQuestionTest {

    private final List<String> shown = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();

    private AdministratorQuestion answeredWith(@Nullable String name, @Nullable String password) {
        return new AdministratorQuestion(new AdministratorQuestion.Prompt() {
            @Override
            public @Nullable String line(String question) {
                shown.add(question);
                return name;
            }

            @Override
            public char @Nullable [] hidden(String question) {
                hidden.add(question);
                return password == null ? null : password.toCharArray();
            }
        });
    }

    @Test
    void asksForThePasswordWithoutShowingIt() {
        var login = answeredWith(" admin ", "s3cret").ask();

        assertThat(login).contains(Map.of("administrator", Map.of("user", "admin", "password", "s3cret")));
        assertThat(shown).hasSize(1);
        assertThat(hidden).containsExactly("Password of admin: ");
    }

    @Test
    void isSkippedByEnter() {
        assertThat(answeredWith("", "x").ask()).isEmpty();
        assertThat(answeredWith(null, "x").ask()).isEmpty();
        assertThat(hidden).isEmpty();
        assertThat(answeredWith("admin", "").ask()).isEmpty();
        assertThat(answeredWith("admin", null).ask()).isEmpty();
    }
}
