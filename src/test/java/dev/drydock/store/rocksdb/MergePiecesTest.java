package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.ByteWriter;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MergePiecesTest {

    @Property
    void takesApartWhatTheOperatorJoins(@ForAll @NotEmpty @Size(max = 10) List<@Size(max = 100) byte[]> values) {
        var pieces = new MergePieces();
        var joined = new ByteWriter();
        for (var i = 0; i < values.size(); i++) {
            if (i > 0) {
                joined.utf8(delimiterOf(pieces));
            }
            joined.bytes(values.get(i));
        }

        assertThat(pieces.split(joined.toByteArray()))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(values);
    }

    @Test
    void makesADelimiterOfItsOwnForEachOpening() {
        var first = delimiterOf(new MergePieces());

        assertThat(first).matches("[0-9a-zA-Z]{32}").isNotEqualTo(delimiterOf(new MergePieces()));
    }

    private static String delimiterOf(MergePieces pieces) {
        return pieces.operator().substring("id=stringappendtest;delimiter=".length());
    }
}
