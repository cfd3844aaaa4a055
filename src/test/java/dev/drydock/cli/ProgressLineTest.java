package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress.Unit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private static final long SECOND = 1_000_000_000L;

    private final StringWriter err = new StringWriter();
    private long now = 42;

    @Test
    void showsRateAndTimeLeft() {
        var line = line(ProgressLine.Style.LINES);
        line.at("properties", 0, OptionalLong.of(60_000), Unit.RECORDS);
        now += 10 * SECOND;
        line.at("properties", 20_000, OptionalLong.of(60_000), Unit.RECORDS);

        assertThat(err.toString())
                .isEqualToNormalizingNewlines("properties  20,000 of 60,000 records  33 %  2,000/s  about 20 s left\n");
    }

    @Test
    void showsBytesAsSizes() {
        var line = line(ProgressLine.Style.LINES);
        line.at("blob", 0, OptionalLong.of(3_000_000_000L), Unit.BYTES);
        now += 10 * SECOND;
        line.at("blob", 500_000_000, OptionalLong.of(3_000_000_000L), Unit.BYTES);

        assertThat(err.toString()).contains("500 MB of 3.0 GB  16 %  50.0 MB/s  about 50 s left");
    }

    @Test
    void saysWhereTheTotalIsUnknownOrPassed() {
        var line = line(ProgressLine.Style.LINES);
        now += 10 * SECOND;
        line.at("blobs", 5, OptionalLong.empty(), Unit.RECORDS);
        now += 10 * SECOND;
        line.at("blobs", 164, OptionalLong.of(100), Unit.RECORDS);

        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(text -> text.contains("total unknown"))
                .noneMatch(text -> text.contains("%"));
    }

    @Test
    void showsAHundredPercentOnlyAtTheEnd() {
        var line = line(ProgressLine.Style.LINES);
        now += 10 * SECOND;
        line.at("logs", 999_999, OptionalLong.of(1_000_000), Unit.RECORDS);
        now += 10 * SECOND;
        line.at("logs", 1_000_000, OptionalLong.of(1_000_000), Unit.RECORDS);

        assertThat(err.toString().lines().toList().get(0)).contains(" 99 %");
        assertThat(err.toString().lines().toList().get(1)).contains(" 100 %");
    }

    @Test
    void printsALineEveryTenSecondsAtMost() {
        var line = line(ProgressLine.Style.LINES);
        for (var i = 0; i < 250; i++) {
            now += SECOND / 10;
            line.at("logs", i, OptionalLong.of(1000), Unit.RECORDS);
        }

        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void writesOverItsLineOnATerminalAndClearsIt() {
        var line = line(ProgressLine.Style.TERMINAL);
        now += SECOND;
        line.at("a long word for what is done", 1, OptionalLong.of(2), Unit.RECORDS);
        now += SECOND;
        line.at("short", 1, OptionalLong.of(2), Unit.RECORDS);
        line.close();

        assertThat(err.toString())
                .doesNotContain("\n")
                .startsWith("\ra long word")
                .endsWith(" \r");
        for (var piece : err.toString().split("\r", -1)) {
            assertThat(piece.length()).isLessThan(60);
        }
    }

    @Test
    void beginsItsRateAnewWithAnotherPieceOfWork() {
        var line = line(ProgressLine.Style.LINES);
        line.at("first", 1_000_000, OptionalLong.of(1_000_000), Unit.RECORDS);
        now += 10 * SECOND;
        line.at("second", 10, OptionalLong.of(100), Unit.RECORDS);
        now += 10 * SECOND;
        line.at("second", 30, OptionalLong.of(100), Unit.RECORDS);

        assertThat(err.toString().lines().toList().get(1)).endsWith("30 of 100 records  30 %  2/s  about 35 s left");
    }

    @Test
    void hasNoRoomForControlCharacters() {
        var line = line(ProgressLine.Style.LINES);
        now += 10 * SECOND;
        line.at("\u001b[2Jblob", 1, OptionalLong.empty(), Unit.RECORDS);

        assertThat(err.toString()).startsWith("?[2Jblob");
    }

    private ProgressLine line(ProgressLine.Style style) {
        return new ProgressLine(new PrintWriter(err), style, 60, () -> now);
    }
}
