package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PageTest {

    private final StringWriter out = new StringWriter();
    private final Page page = new Page(new PrintWriter(out));

    @Test
    void alignsColumns() {
        page.table(new TextTable("lr").row("name", "1").row("a", "1,000"));

        assertThat(out.toString()).isEqualToNormalizingNewlines("  name      1\n  a     1,000\n");
    }

    @Test
    void breaksLinesUnderTheirMark() {
        page.paragraph("- ", "word ".repeat(30).strip());

        assertThat(out.toString().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(out.toString().lines().toList().get(0)).startsWith("  - word");
        assertThat(out.toString().lines().toList().get(1)).startsWith("    word");
    }

    @Test
    void keepsWordsThatAreTooLongForALineWhole() {
        var path = "/x".repeat(80);
        page.paragraph("see " + path + " there");

        assertThat(out.toString()).contains(path);
    }

    /** A mailbox may be named with the bytes that move a terminal's cursor. */
    @Test
    void letsNoControlCharacterThrough() {
        page.line("a\u001b[31mb\u0007\u202ec\u2028d\n");
        page.paragraph("e\rf");
        page.table(new TextTable("l").row("g\th"));

        assertThat(out.toString()).isEqualToNormalizingNewlines("a?[31mb??c?d?\n  e?f\n  g?h\n");
    }

    @Test
    void quotesForAShell() {
        assertThat(Shell.quote("sqlite:/opt/mail-1/x.db")).isEqualTo("sqlite:/opt/mail-1/x.db");
        assertThat(Shell.quote("a b")).isEqualTo("'a b'");
        assertThat(Shell.quote("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
        assertThat(Shell.quote("")).isEqualTo("''");
    }
}
