package dev.drydock.foundationdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.StoreException;
import dev.drydock.store.foundationdb.KeySpace;
import dev.drydock.store.foundationdb.KeyValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySpaceTest {

    @TempDir
    private Path directory;

    private StandInCluster cluster;
    private final StandInTools tools = new StandInTools();
    private KeySpace keys;

    @BeforeEach
    void create() throws Exception {
        cluster = StandInCluster.create(directory.resolve("fdb.cluster"));
        keys = ClusterSandbox.inProcess(cluster, tools).keys();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static KeyValue pair(String key, String value) {
        return new KeyValue(bytes(key), bytes(value));
    }

    @Test
    void readsBackWhatItWrites() throws Exception {
        var random = new Random(20240807);
        var pairs = new ArrayList<KeyValue>();
        for (var i = 0; i < 300; i++) {
            var key = new byte[1 + random.nextInt(40)];
            var value = new byte[random.nextInt(200)];
            random.nextBytes(key);
            random.nextBytes(value);
            key[0] = (byte) (key[0] & 0x7F);
            pairs.add(new KeyValue(key, value));
        }
        pairs.add(pair("k' is `k", "v' is `v"));
        pairs.add(pair("a;b \"c\\d", "; clearrange \"\" \\xff"));
        pairs.add(pair("empty", ""));

        keys.write(pairs, List.of());

        pairs.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
        assertThat(keys.range(KeySpace.ALL, 1000)).isEqualTo(pairs);
        assertThat(keys.keys(KeySpace.ALL, 1000))
                .containsExactlyElementsOf(pairs.stream().map(KeyValue::key).toList());
        for (var pair : pairs) {
            assertThat(keys.get(pair.key())).isEqualTo(pair.value());
        }
        assertThat(keys.get(bytes("none"))).isNull();
    }

    @Test
    void writesInTransactionsThatFitIntoAnArgument() throws Exception {
        var pairs = new ArrayList<KeyValue>();
        for (var i = 0; i < 40; i++) {
            pairs.add(new KeyValue(bytes("k" + i), new byte[5_000]));
        }

        keys.write(pairs, List.of(bytes("gone")));

        assertThat(tools.runs())
                .hasSizeGreaterThan(5)
                .allSatisfy(run -> assertThat(run.get(run.size() - 1))
                        .hasSizeLessThan(128 * 1024)
                        .startsWith("writemode on; begin; ")
                        .endsWith("; commit"));
        assertThat(keys.count(KeySpace.ALL, 100)).hasValue(40);
    }

    @Test
    void refusesAValueThatFitsIntoNoArgumentAndWritesNothing() {
        var pairs = List.of(pair("a", "1"), new KeyValue(bytes("b"), new byte[40_000]));

        assertThatThrownBy(() -> keys.write(pairs, List.of()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("key b")
                .hasMessageContaining("Nothing was written");
        assertThat(tools.runs()).isEmpty();
    }

    @Test
    void removesSingleKeys() throws Exception {
        keys.write(List.of(pair("a", "1"), pair("a\0", "2"), pair("b", "3")), List.of());

        keys.write(List.of(pair("b", "4")), List.of(bytes("a"), bytes("b")));

        assertThat(keys.range(KeySpace.ALL, 10)).containsExactly(pair("a\0", "2"), pair("b", "4"));
    }

    @Test
    void countsAndScansInPages() throws Exception {
        for (var i = 0; i < 700; i++) {
            cluster.put(bytes("k%04d".formatted(i)), bytes("v" + i));
        }

        assertThat(keys.count(KeySpace.ALL, 1000)).hasValue(700);
        assertThat(keys.count(KeySpace.ALL, 700)).hasValue(700);
        assertThat(keys.count(KeySpace.ALL, 699)).isEmpty();
        assertThat(keys.count(KeyRange.startingWith(bytes("k000")), 10)).hasValue(10);
        try (var cursor = keys.scan(KeyRange.startingWith(bytes("k0")))) {
            for (var i = 0; i < 700; i++) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.key()).isEqualTo(bytes("k%04d".formatted(i)));
                assertThat(cursor.value()).isEqualTo(bytes("v" + i));
            }
            assertThat(cursor.next()).isFalse();
        }
    }

    @Test
    void readsSmallerPagesWhereLargeOnesTakeTooLong() throws Exception {
        for (var i = 0; i < 300; i++) {
            cluster.put(bytes("k%04d".formatted(i)), bytes(""));
        }
        cluster.faults(Fault.READS_TOO_OLD);

        assertThat(keys.count(KeySpace.ALL, 1000)).hasValue(300);
    }

    @Test
    void asksForTheFirstKeysOfManyRangesAtOnce() throws Exception {
        keys.write(List.of(pair("b1", ""), pair("b2", ""), pair("d", "")), List.of());
        tools.runs();

        var found = keys.firstKeys(
                List.of(KeyRange.startingWith(bytes("a")), KeyRange.startingWith(bytes("b")), KeyRange.ALL));

        assertThat(found.get(0)).isEmpty();
        assertThat(found.get(1)).hasValueSatisfying(key -> assertThat(key).isEqualTo(bytes("b1")));
        assertThat(found.get(2)).hasValueSatisfying(key -> assertThat(key).isEqualTo(bytes("b1")));
        assertThat(tools.runs()).hasSize(2);
    }

    @Test
    void countsManyRangesAtOnce() throws Exception {
        for (var i = 0; i < 120; i++) {
            cluster.put(bytes("a" + i), bytes(""));
        }
        cluster.put(bytes("b"), bytes(""));
        var ranges = List.of(
                KeyRange.startingWith(bytes("a")),
                KeyRange.startingWith(bytes("b")),
                KeyRange.startingWith(bytes("c")));

        assertThat(keys.counts(ranges, 1000))
                .containsExactly(OptionalLong.of(120), OptionalLong.of(1), OptionalLong.of(0));
        assertThat(tools.runs()).hasSizeLessThan(4);
        assertThat(keys.counts(ranges, 119).get(0)).isEmpty();
        assertThat(keys.counts(ranges, 0))
                .containsExactly(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(0));
    }

    @Test
    void clearsARangeByTheCommandThatItShows() throws Exception {
        keys.write(List.of(pair("a", ""), pair("b", ""), pair("c", "")), List.of());

        keys.clear(KeyRange.startingWith(bytes("b")));
        assertThat(keys.keys(KeySpace.ALL, 10)).containsExactly(bytes("a"), bytes("c"));
        keys.clear(KeySpace.ALL);

        assertThat(keys.isEmpty(KeySpace.ALL)).isTrue();
        var file = cluster.clusterFile().toString();
        assertThat(keys.clearCommand(KeySpace.ALL))
                .containsExactly(
                        "/stand-in/fdbcli",
                        "-C",
                        file,
                        "--timeout",
                        "10",
                        "--exec",
                        "writemode on; clearrange \"\" \\xff");
        assertThat(keys.lookCommand(KeySpace.ALL)).endsWith("--exec", "getrangekeys \"\" \\xff 1");
        assertThat(KeySpace.inWords(KeySpace.ALL)).isEqualTo("\"\" to \\xff");
        assertThat(tools.runs()).anySatisfy(run -> assertThat(run).endsWith("writemode on; clearrange \"\" \\xff"));
    }

    @Test
    void neverReachesBehindWhatApplicationsHave() throws Exception {
        keys.clear(KeyRange.ALL);

        assertThat(tools.runs().get(0)).endsWith("writemode on; clearrange \"\" \\xff");
    }

    @ParameterizedTest
    @EnumSource(names = {"COMMIT_KILLED_BEFORE", "COMMIT_UNKNOWN_NOT_DONE"})
    void saysThatAClearIsNotKnownToBeDoneWhenItWasNot(Fault fault) throws Exception {
        cluster.put(bytes("a"), bytes("1"));
        cluster.faults(fault);

        assertThatThrownBy(() -> keys.clear(KeySpace.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("fdbcli could not clear the range \"\" to \\xff")
                .hasMessageContaining(cluster.clusterFile().toString());
        assertThat(keys.isEmpty(KeySpace.ALL)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMMIT_KILLED_AFTER", "COMMIT_UNKNOWN_DONE"})
    void saysThatAClearIsNotKnownToBeDoneWhenItWas(Fault fault) throws Exception {
        cluster.put(bytes("a"), bytes("1"));
        cluster.faults(fault);

        assertThatThrownBy(() -> keys.clear(KeySpace.ALL)).isInstanceOf(StoreException.class);
        assertThat(keys.isEmpty(KeySpace.ALL)).isTrue();
    }

    @Test
    void saysThatAClusterDoesNotAnswer() throws Exception {
        cluster.faults(Fault.UNAVAILABLE);

        assertThatThrownBy(() -> keys.keys(KeySpace.ALL, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("fdbcli could not look up keys")
                .hasMessageContaining(cluster.clusterFile().toString())
                .hasMessageContaining("Specified timeout reached")
                .hasMessageContaining("when it is available");
    }

    @Test
    void saysThatAClusterIsLocked() throws Exception {
        cluster.faults(Fault.LOCKED);

        assertThatThrownBy(() -> keys.clear(KeySpace.ALL))
                .hasMessageContaining("Database is locked (1038)")
                .hasMessageContaining("fdbrestore status");
    }

    @Test
    void readsThroughTheWordsThatFdbcliSaysWhenItIsSlow() throws Exception {
        cluster.put(bytes("a"), bytes("1"));
        cluster.faults(Fault.SLOW_ANSWERS);

        assertThat(keys.range(KeySpace.ALL, 10)).containsExactly(pair("a", "1"));
        keys.clear(KeySpace.ALL);
        assertThat(keys.isEmpty(KeySpace.ALL)).isTrue();
    }

    @Test
    void refusesAnswersOfAnotherForm() throws Exception {
        cluster.put(bytes("secret"), bytes("topsecret"));
        cluster.faults(Fault.OTHER_WORDS);

        assertThatThrownBy(() -> keys.isEmpty(KeySpace.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not understood")
                .hasMessageContaining("7.1");
        assertThatThrownBy(() -> keys.range(KeySpace.ALL, 10)).hasMessageNotContaining("topsecret");
        assertThatThrownBy(() -> keys.clear(KeySpace.ALL)).hasMessageContaining("no word of a commit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no:cluster", ""})
    void saysThatAClusterFileIsNone(String content) throws Exception {
        Files.writeString(cluster.clusterFile(), content);

        assertThatThrownBy(() -> keys.isEmpty(KeySpace.ALL))
                .hasMessageContaining("Invalid cluster file")
                .hasMessageContaining("Name the cluster file that the mail server uses");
    }

    @Test
    void findsNothingInAnEmptyCluster() throws Exception {
        assertThat(keys.isEmpty(KeySpace.ALL)).isTrue();
        assertThat(keys.count(KeySpace.ALL, 0)).hasValue(0);
        assertThat(keys.firstKeys(List.of(KeySpace.ALL))).containsExactly(Optional.empty());
    }
}
