package dev.drydock.foundationdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.store.foundationdb.FdbText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-in reads as {@code help escaping} and {@code parseLine} of fdbcli 7.1 say. */
class StandInCommandsTest {

    private static List<List<String>> read(String line) throws Exception {
        return StandInCommands.of(line).stream()
                .map(tokens -> tokens.stream()
                        .map(token -> new String(token, StandardCharsets.ISO_8859_1))
                        .toList())
                .toList();
    }

    @Test
    void dividesAsFdbcliDoes() throws Exception {
        assertThat(read("writemode on; clearrange \"\" \\xff"))
                .containsExactly(List.of("writemode", "on"), List.of("clearrange", "", "\u00ff"));
        assertThat(read(" get \"hello world\";get hello\\ world ; get hello\\x20world"))
                .containsOnly(List.of("get", "hello world"));
        assertThat(read("set \\\"a\\;b\\\\ \"c;d\"")).containsExactly(List.of("set", "\"a;b\\", "c;d"));
        assertThat(read("begin;")).containsExactly(List.of("begin"), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"get a\\", "get \\x1", "get \\q", "get \"a"})
    void refusesWhatFdbcliRefuses(String line) {
        assertThatThrownBy(() -> StandInCommands.of(line)).isInstanceOf(StandInCommands.MalformedLineException.class);
    }

    @Property
    void readsEveryTokenThatDrydockWrites(@ForAll byte[] key, @ForAll byte[] value) throws Exception {
        var commands = StandInCommands.of("begin; set " + FdbText.token(key) + " " + FdbText.token(value) + "; commit");

        assertThat(commands).hasSize(3);
        assertThat(commands.get(1)).hasSize(3);
        assertThat(commands.get(1).get(1)).isEqualTo(key);
        assertThat(commands.get(1).get(2)).isEqualTo(value);
    }
}
