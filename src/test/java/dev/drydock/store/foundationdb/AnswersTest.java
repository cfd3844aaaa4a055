package dev.drydock.store.foundationdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drydock.host.CommandResult.Line;
import dev.drydock.host.Exit;
import dev.drydock.host.LineConsumer.Channel;
import dev.drydock.store.foundationdb.BackupStatus.State;
import dev.drydock.store.foundationdb.Tools.Said;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Reads answers as the source of FoundationDB 7.1 prints them: {@code fdbcli/fdbcli.actor.cpp} for keys,
 * {@code fdbclient/FileBackupAgent.actor.cpp} and {@code fdbclient/BackupContainer.actor.cpp} for backups and restores.
 */
class AnswersTest {

    private static Said said(String... lines) {
        return new Said(
                new Exit(0),
                false,
                Arrays.stream(lines).map(line -> new Line(Channel.OUT, line)).toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void readsKeysAndValues() {
        var answers = RangeAnswer.all(said(
                "",
                "The database is available.",
                "",
                ">>> getrange  \\xff 3",
                "",
                "Range limited to 3 keys",
                "`a' is `1'",
                "`b\\x00\\\\' is `'",
                "",
                ">>> getrangekeys a b 1",
                "",
                "Range limited to 1 keys",
                "`a'",
                ""));

        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).pairs())
                .containsExactly(new KeyValue(bytes("a"), bytes("1")), new KeyValue(bytes("b\0\\"), bytes("")));
        assertThat(answers.get(1).keys()).containsExactly(bytes("a"));
    }

    @Test
    void readsKeysThatLookLikeTheMiddleOfALineWhereTheyAreKnown() {
        var answer = new RangeAnswer(2, List.of("`k' is `k' is `v'", "`z' is `' is `'"));

        assertThat(answer.isAmbiguous()).isTrue();
        assertThat(answer.pairs(List.of(bytes("k' is `k"), bytes("z"))))
                .containsExactly(
                        new KeyValue(bytes("k' is `k"), bytes("v")), new KeyValue(bytes("z"), bytes("' is `")));
    }

    @Test
    void refusesLinesThatWereCut() {
        var answer = new RangeAnswer(1, List.of("`k' is `vvvv [cut: the line is longer than 64 KiB]"));

        assertThatIllegalArgumentException().isThrownBy(answer::pairs);
        assertThatIllegalArgumentException().isThrownBy(new RangeAnswer(1, List.of("`k"))::keys);
        assertThatIllegalArgumentException().isThrownBy(new RangeAnswer(1, List.of("k"))::keys);
    }

    @Test
    void readsARunningBackup() {
        var json = ToolJson.of(said("{\"SchemaVersion\":\"1.0.0\",\"BackupAgentsPaused\":false,\"Tag\":\"drydock\","
                + "\"UID\":\"8b2f\",\"Status\":{\"Name\":\"Running\",\"Description\":\"has been started\","
                + "\"Completed\":false,\"Running\":true},\"Restorable\":false,"
                + "\"DestinationURL\":\"file:///b/backup-2024-01-01-00-00-00.000001\",\"StopAfterSnapshot\":true,"
                + "\"SnapshotIntervalSeconds\":864000,\"LogBytesWritten\":17,\"RangeBytesWritten\":4096,"
                + "\"CurrentSnapshot\":{\"Begin\":{\"Version\":1}},\"Errors\":[]}"));

        var status = BackupReader.status("drydock", json.orElseThrow()).orElseThrow();
        assertThat(status.state()).isEqualTo(State.RUNNING);
        assertThat(status.isRunning()).isTrue();
        assertThat(status.uid()).contains("8b2f");
        assertThat(status.container()).contains("file:///b/backup-2024-01-01-00-00-00.000001");
        assertThat(status.rangeBytes()).hasValue(4096);
        assertThat(status.logBytes()).hasValue(17);
        assertThat(status.latestRestorable()).isEmpty();
    }

    @Test
    void readsATagWithoutABackup() {
        var json = ToolJson.of(said("{\"SchemaVersion\":\"1.0.0\",\"BackupAgentsPaused\":true,\"Tag\":\"drydock\"}"));

        var status = BackupReader.status("drydock", json.orElseThrow()).orElseThrow();
        assertThat(status.state()).isEqualTo(State.NONE);
        assertThat(status.agentsPaused()).isTrue();
        assertThat(BackupReader.status("other", json.orElseThrow())).isEmpty();
    }

    @Test
    void readsADescription() {
        var json = ToolJson.of(said("{\"SchemaVersion\":\"1.0.0\",\"URL\":\"file:///b/x\",\"Restorable\":true,"
                + "\"Partitioned\":false,\"Snapshots\":[{\"Start\":{\"Version\":100,\"RelativeDays\":-0.1},"
                + "\"End\":{\"Version\":190,\"RelativeDays\":-0.01},\"Restorable\":true,\"TotalBytes\":2048,"
                + "\"PercentageExpired\":0}],\"TotalSnapshotBytes\":2048,"
                + "\"MinLogBegin\":{\"Version\":90},\"ContiguousLogEnd\":{\"Version\":201},"
                + "\"MaxLogEnd\":{\"Version\":201},\"MinRestorablePoint\":{\"Version\":190},"
                + "\"MaxRestorablePoint\":{\"Version\":200}}"));

        var description = BackupReader.description(json.orElseThrow()).orElseThrow();
        assertThat(description.isWhole()).isTrue();
        assertThat(description.maxRestorable()).hasValue(200);
        assertThat(description.minRestorable()).hasValue(190);
        assertThat(description.snapshotBytes()).isEqualTo(2048);
        assertThat(description.expiredEnd()).isEmpty();
    }

    @Test
    void callsABackupWithAGapNotWhole() {
        var description = new BackupDescription(
                "u",
                true,
                OptionalLong.of(1),
                OptionalLong.of(2),
                1,
                List.of(),
                OptionalLong.of(3),
                OptionalLong.of(9),
                OptionalLong.empty(),
                OptionalLong.empty());

        assertThat(description.isWhole()).isFalse();
    }

    @Test
    void readsARestoreWithAnErrorThatEndsItsLine() {
        var text = "Tag: back  UID: 77aa  State: running  Blocks: 3/10  BlocksInProgress: 2  Files: 5  BytesWritten: "
                + "12345  CurrentVersion: 9 FirstConsistentVersion: 8  ApplyVersionLag: 0  LastError: "
                + "'no space' 4s ago.\n  URL: file:///b/x  Range: ''-'\\xff'  AddPrefix: ''  RemovePrefix: ''"
                + "  Version: 200\n\n";

        var status = RestoreStatus.read("back", text).orElseThrow();
        assertThat(status.state()).isEqualTo(RestoreStatus.State.RUNNING);
        assertThat(status.uid()).contains("77aa");
        assertThat(status.blocksDone()).isEqualTo(3);
        assertThat(status.blocks()).isEqualTo(10);
        assertThat(status.bytesWritten()).isEqualTo(12345);
        assertThat(status.version()).hasValue(200);
        assertThat(status.container()).contains("file:///b/x");
        assertThat(status.lastError()).contains("'no space' 4s ago.");
        assertThat(RestoreStatus.read("other", text)).isEmpty();
    }

    /** It has no tag either. */
    @Test
    void readsATagWithoutARestore() {
        var text = "Tag:   UID: 00000000000000000000000000000000  State: unitialized  Blocks: 0/0  BlocksInProgress: 0"
                + "  Files: 0  BytesWritten: 0  CurrentVersion: 0 FirstConsistentVersion: 0  ApplyVersionLag: 0"
                + "  LastError: None  URL:   Range: ''-'\\xff'  AddPrefix: ''  RemovePrefix: ''  Version: 0";

        var status = RestoreStatus.read("back", text).orElseThrow();
        assertThat(status.state()).isEqualTo(RestoreStatus.State.NONE);
        assertThat(status.uid()).isEmpty();
        assertThat(status.container()).isEmpty();
        assertThat(status.version()).isEmpty();
    }

    @Test
    void findsNoJsonInOtherWords() {
        assertThat(ToolJson.of(said("Could not retrieve status json.", ""))).isEmpty();
        assertThat(ToolJson.of(said("{ \"cut\" : "))).isEmpty();
        assertThat(ToolJson.of(said("", "The database is available.", "", "{", "}", "", "more")))
                .isPresent();
    }
}
