package dev.drydock.upgrade.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.store.FilledBackup;
import dev.drydock.store.PasswordBackup;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

class BackupChoiceTest {

    private static final String SECRET = "planted-Pa55word-of-the-form";
    private static final String SENT = """
            {"installation": {"config": "/c", "deployment": {"kind": "command", "name": "mail"}},
             "backup": {"way": "database", "password": "%s"}}""".formatted(SECRET);

    private static JsonMapper mapper(BackupChoiceModule module) {
        return JsonMapper.builder()
                .addModule(new PathModule())
                .addModule(module)
                .build();
    }

    private static final JsonMapper REQUESTS = mapper(BackupChoiceModule.ofRequests());
    private static final JsonMapper PLANS = mapper(BackupChoiceModule.ofPlans());

    @Test
    void writesNothingThatTheBackendHasNotLookedAt() {
        var request = REQUESTS.readValue(SENT, UpgradeRequest.class);

        assertThat(request.backup().values()).containsEntry("password", SECRET);
        assertThat(REQUESTS.writeValueAsString(request))
                .contains("\"backup\":{}")
                .doesNotContain(SECRET);
        assertThat(PLANS.writeValueAsString(request)).doesNotContain(SECRET);
        assertThat(request.toString()).doesNotContain(SECRET);
    }

    @Test
    void writesWhatTheBackendCallsNoSecretAndReadsItBackTheSame() {
        var request = REQUESTS.readValue(SENT, UpgradeRequest.class);
        var filled = FilledBackup.of(new PasswordBackup(), request.backup().values(), Map.of());

        var planned = PLANS.writeValueAsString(request.withBackup(BackupChoice.open(filled.open())));
        var readBack = PLANS.readValue(planned, UpgradeRequest.class);

        assertThat(planned).contains("\"backup\":{\"way\":\"database\"}").doesNotContain(SECRET);
        assertThat(PLANS.writeValueAsString(readBack)).isEqualTo(planned);
    }

    @Test
    void takesTextsOnlyAndDoesNotSayWhatElseWasSent() {
        assertThatThrownBy(() -> REQUESTS.readValue("{\"password\": [\"" + SECRET + "\"]}", BackupChoice.class))
                .isInstanceOf(DatabindException.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining(SECRET);
    }
}
