package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CoverageTest {

    @Test
    void claimsNoMoreThanWasAsked() {
        assertThat(coverage(34, false).sentence()).contains("No mail program").contains("in all 34 mailboxes");
        assertThat(coverage(30, false).sentence()).contains("No mail program").contains("in the 30 of 34 mailboxes");
        assertThat(coverage(30, true).sentence()).contains("Some mail programs will download");
        assertThat(Coverage.NONE.sentence()).contains("not known");
    }

    private static Coverage coverage(long mailboxesAsked, boolean downloadsAgain) {
        return new Coverage(4, 1, 5, mailboxesAsked, 34, 100, 100, Map.of(), downloadsAgain);
    }
}
