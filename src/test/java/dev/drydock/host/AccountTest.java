package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    @Test
    void findsAccountsByNameAndByNumber() throws Exception {
        var root = Account.of("root");

        assertThat(root).isEqualTo(Account.of("0"));
        assertThat(root.user()).isEqualTo("root");
        assertThat(root.isRoot()).isTrue();
        assertThat(Account.of("daemon", "root").gid()).isZero();
    }

    @Test
    void knowsTheAccountItRunsAs() throws Exception {
        var current = Account.current();

        var self = Path.of("/proc/self/task");
        assertThat((int) current.uid()).isEqualTo(Files.getAttribute(self, "unix:uid"));
        assertThat((int) current.gid()).isEqualTo(Files.getAttribute(self, "unix:gid"));
        assertThat(current.groups()).doesNotContain(current.gid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-account", "4294967290"})
    void namesAnAccountThatIsNotThere(String name) {
        assertThatThrownBy(() -> Account.of(name))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("There is no account " + name);
        assertThatThrownBy(() -> Account.of("root", name)).hasMessageContaining("There is no group " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-s", "--service=x", "a b", "a:b", "a\nb", "../x"})
    void asksNobodyForWhatCannotBeAName(String name) {
        assertThatThrownBy(() -> Account.of(name))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("neither the name nor the number");
    }
}
