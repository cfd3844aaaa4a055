package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockPlaceTest {

    @TempDir
    private Path above;

    @TempDir
    private Path home;

    private Account account;

    @BeforeEach
    void whoAmI() throws Exception {
        account = Account.current();
    }

    private Path place() throws RefusedException {
        return LockPlace.place(account, above, home);
    }

    @Test
    void isOfTheAccountAlone() throws Exception {
        var place = place();

        assertThat(place).startsWith(above).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
        assertThat(place()).isEqualTo(place);
    }

    @Test
    void isTheSameForEveryHomeOfAnAccountThatIsNotRoot() throws Exception {
        var other = new Account("mail", account.uid() == 0 ? 8 : account.uid(), account.gid(), List.of());
        if (account.uid() == 0) {
            // Made by root here, so it is not that account's, and refused.
            assertThatThrownBy(() -> LockPlace.place(other, above, home)).isInstanceOf(RefusedException.class);
            return;
        }
        assertThat(LockPlace.place(other, above, home)).isEqualTo(LockPlace.place(other, above, above));
    }

    @Test
    void refusesADirectoryThatOthersMayEnter() throws Exception {
        Files.setPosixFilePermissions(place(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(this::place).isInstanceOf(RefusedException.class).hasMessageContaining("move it away");
    }

    @Test
    void refusesALink() throws Exception {
        var place = place();
        Files.delete(place);
        Files.createSymbolicLink(place, Files.createDirectory(home.resolve("elsewhere")));

        assertThatThrownBy(this::place).isInstanceOf(RefusedException.class);
    }

    @Test
    void liesInTheHomeWhereThereIsNoOtherPlace() throws Exception {
        assertThat(LockPlace.place(account, above.resolve("missing"), home)).isEqualTo(home.resolve("locks"));
    }
}
