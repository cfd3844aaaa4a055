package dev.drydock.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MalformedDataExceptionTest {

    @Test
    void saysWhereTheStructureStandsAndKeepsItsOwnPlace() {
        var inner = new MalformedDataException("bitmap key", 5, "a known class");
        var outer = inner.in("table b");

        assertThat(inner).hasMessage("malformed bitmap key at byte 5: expected a known class");
        assertThat(outer)
                .hasMessage("table b: malformed bitmap key at byte 5: expected a known class")
                .hasCause(inner);
        assertThat(outer.structure()).isEqualTo("bitmap key");
        assertThat(outer.offset()).isEqualTo(5);
        assertThat(outer.expectation()).isEqualTo("a known class");
    }
}
