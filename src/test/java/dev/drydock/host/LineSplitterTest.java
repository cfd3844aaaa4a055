package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    @Property(tries = 200)
    void splitsTheSameHoweverTheBytesArrive(@ForAll List<String> texts, @ForAll @IntRange(min = 1, max = 7) int step) {
        var lines = texts.stream()
                .map(text -> text.replaceAll("[\r\n]", ""))
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();
        var bytes = lines.stream()
                .map(line -> line + "\n")
                .reduce("", String::concat)
                .getBytes(StandardCharsets.UTF_8);

        assertThat(split(bytes, step)).isEqualTo(lines);
    }

    @Test
    void cutsBetweenCharacters() {
        var bytes = ("x" + "ä".repeat(LineSplitter.LONGEST)).getBytes(StandardCharsets.UTF_8);

        var line = split(bytes, 1000).get(0);

        assertThat(line).endsWith("ä" + LineSplitter.MARK).doesNotContain("\uFFFD");
        assertThat(line).hasSize(1 + (LineSplitter.LONGEST - 2) / 2 + LineSplitter.MARK.length());
    }

    @Test
    void doesNotCutALineThatJustFits() {
        var bytes = ("x".repeat(LineSplitter.LONGEST) + "\n\nend").getBytes(StandardCharsets.UTF_8);

        assertThat(split(bytes, 4096)).containsExactly("x".repeat(LineSplitter.LONGEST), "", "end");
    }

    private static List<String> split(byte[] bytes, int step) {
        var lines = new ArrayList<String>();
        var splitter = new LineSplitter(lines::add);
        for (var at = 0; at < bytes.length; at += step) {
            var count = Math.min(step, bytes.length - at);
            splitter.add(java.util.Arrays.copyOfRange(bytes, at, at + count), count);
        }
        splitter.end();
        return lines;
    }
}
