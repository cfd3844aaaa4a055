package dev.drydock.upgrade.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.upgrade.blueprint.Blueprint.Owner;
import org.junit.jupiter.api.Test;

class ShellTest {

    private static final Owner ROOT = new Owner("root", 0, 0);

    @Test
    void givesACommandTheAccountWithItsGroups() {
        assertThat(Shell.as(new Owner("mail", 8, 12), ROOT))
                .isEqualTo("setpriv --reuid=8 --regid=12 --init-groups --inh-caps=-all -- ");
    }

    @Test
    void looksUpNoGroupsOfAnAccountWithoutAName() {
        assertThat(Shell.as(new Owner("12345", 12345, 12346), ROOT))
                .isEqualTo("setpriv --reuid=12345 --regid=12346 --clear-groups --inh-caps=-all -- ");
    }

    @Test
    void changesNothingForTheAccountOfTheConsole() {
        assertThat(Shell.as(new Owner("mail", 8, 12), new Owner("mail", 8, 12))).isEmpty();
        assertThat(Shell.as(ROOT, ROOT)).isEmpty();
    }
}
