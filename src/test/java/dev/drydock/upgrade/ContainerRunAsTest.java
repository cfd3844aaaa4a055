package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.docker.Container;
import dev.drydock.host.docker.RestartPolicy;
import dev.drydock.installation.configuration.Account;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.UpgradeRequest.AccountChoice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ContainerRunAsTest {

    private static final Map<Path, String> FILES = Map.of(
            Path.of("/etc/passwd"), "root:x:0:0:root:/root:/bin/sh\nmail:x:8:12::/:/bin/false\n",
            Path.of("/etc/group"), "root:x:0:\npost:x:12:\nkeys:x:77:mail\n");

    @Test
    void givesV080TheUserAndTheGroupOfTheConfiguration() throws Exception {
        var container = container("", Map.of());
        var runAs = container.of(null, new Account("mail", "keys"));

        assertNumbers(runAs, 8, 77);
        assertThat(container.variables(runAs)).isEqualTo(Map.of("RUN_AS_USER", "mail", "RUN_AS_GROUP", "keys"));
    }

    @Test
    void namesThePrimaryGroupWhereNoneIsSet() throws Exception {
        var container = container("", Map.of());
        var runAs = container.of(null, new Account("8", null));

        assertNumbers(runAs, 8, 12);
        assertThat(container.variables(runAs)).isEqualTo(Map.of("RUN_AS_USER", "mail", "RUN_AS_GROUP", "post"));
    }

    @Test
    void keepsNumbersThatHaveNoName() throws Exception {
        var container = container("", Map.of());
        var runAs = container.of(new AccountChoice("500", "501"), null);

        assertThat(container.variables(runAs)).isEqualTo(Map.of("RUN_AS_USER", "500", "RUN_AS_GROUP", "501"));
    }

    @Test
    void leavesAnEnvironmentThatSaysSoAlready() throws Exception {
        var container = container("root", Map.of("RUN_AS_USER", "mail", "RUN_AS_GROUP", "keys"));
        var runAs = container.of(null, new Account("mail", "post"));

        assertNumbers(runAs, 8, 77);
        assertThat(container.variables(runAs)).isEmpty();
        assertNumbers(container.exporter(new Account("mail", "post")), 8, 12);
    }

    @Test
    void takesThePrimaryGroupWhereTheEnvironmentNamesTheUserAlone() throws Exception {
        var container = container("0:0", Map.of("RUN_AS_USER", "mail"));
        var runAs = container.of(null, null);

        assertNumbers(runAs, 8, 12);
        assertThat(container.variables(runAs)).isEmpty();
    }

    /** v0.8.0 looks at the group only where there is a user. */
    @Test
    void doesNotTakeAGroupAloneForAnAccount() throws Exception {
        var container = container("", Map.of("RUN_AS_GROUP", "keys"));

        assertNumbers(container.of(null, null), 0, 0);
        var runAs = container.of(null, new Account("mail", null));
        assertThat(container.variables(runAs)).containsEntry("RUN_AS_GROUP", "post");
    }

    @Test
    void putsTheChoiceBeforeTheEnvironment() throws Exception {
        var container = container("", Map.of("RUN_AS_USER", "root", "RUN_AS_GROUP", "root"));
        var runAs = container.of(new AccountChoice("mail", "keys"), null);

        assertThat(container.variables(runAs)).isEqualTo(Map.of("RUN_AS_USER", "mail", "RUN_AS_GROUP", "keys"));
    }

    @Test
    void staysWhoTheContainerStartsAs() throws Exception {
        var container = container("8:77", Map.of());

        assertNumbers(container.of(null, new Account("root", null)), 8, 77);
        assertThat(container.variables(container.of(new AccountChoice("mail", "keys"), null)))
                .isEmpty();
        assertThatThrownBy(() -> container.of(new AccountChoice("root", null), null))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("starts as 8:77");
    }

    @Test
    void refusesAGroupThatTheContainerDoesNotKnow() {
        assertThatThrownBy(() -> container("", Map.of()).of(null, new Account("mail", "wheel")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no group wheel");
    }

    private static void assertNumbers(Blueprint.Owner owner, long uid, long gid) {
        assertThat(List.of(owner.uid(), owner.gid())).containsExactly(uid, gid);
    }

    private static ContainerRunAs container(String user, Map<String, String> environment) {
        var container = new Container(
                "0123456789ab",
                "stalwart-mail",
                "mail:v0.7.3",
                "sha256:old",
                new Container.State("running", true, 7, 0, false, ""),
                List.of(),
                RestartPolicy.NO,
                false,
                "host",
                null,
                List.of(),
                environment,
                Map.of(),
                List.of("/entry.sh"),
                List.of(),
                Path.of("/"),
                user,
                JsonNodeFactory.instance.objectNode());
        return new ContainerRunAs(
                container,
                path -> Optional.ofNullable(FILES.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }
}
