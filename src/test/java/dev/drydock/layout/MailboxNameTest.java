package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MailboxNameTest {

    private static final String NAME = "0d 00 03 616263";

    static Iterable<Fixture> fixtures() {
        return Fixture.available();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void findsTheNamesOfRealMailboxes(Fixture fixture, @TempDir Path directory) throws Exception {
        var names = new TreeSet<String>();
        for (var record : ExportedRecord.readAll(fixture.unpackExport(directory).resolve("property"))) {
            if (record.document().collection() == Collection.MAILBOX.code() && record.key()[0] == MailboxName.FIELD) {
                names.add(MailboxName.of(record.value()).orElseThrow());
            }
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "Inbox", "Deleted Items", "Junk Mail", "Drafts", "Sent Items", "Archive", "2024", "Logs 是喋");
    }

    @Test
    void passesOverEveryOtherTypeOfValue() {
        for (var other : new String[] {
            "01 00 02 6162", // text
            "01 01 ac02", // number
            "01 02", // true
            "01 03", // false
            "01 04 ac02", // id
            "01 05 ac02", // date
            "01 06 11" + "00".repeat(32) + "ac02 00 07 00 01", // blob id of a document, with a section
            "01 06 20" + "00".repeat(32) + "ac02 ac02", // blob id of an upload
            "01 07 02 ffff", // bytes
            "01 08 0b", // a keyword that the server knows
            "01 08 0e 6162", // another keyword
            "01 09 02 01 07 02", // list
            "01 0a 01 0d 00 01 78", // object, with a name of its own
            "01 0b 01 01 0000000000000029", // access rights
            "01 0c", // null
        }) {
            assertThat(MailboxName.of(Hex.bytes("02", other, NAME))).as(other).contains("abc");
        }
    }

    @Test
    void hasNoNameWhereThereIsNone() {
        assertThat(MailboxName.of(Hex.bytes("00"))).isEmpty();
        assertThat(MailboxName.of(Hex.bytes("01 0e 04 00"))).isEmpty();
        assertThat(MailboxName.of(Hex.bytes("01 0d 0c"))).isEmpty();
    }

    @Test
    void hasNoNameWhereTheObjectIsCut() {
        var whole = Hex.bytes("02 0e 04 00", NAME);
        for (var length = 0; length < whole.length; length++) {
            assertThat(MailboxName.of(Arrays.copyOf(whole, length))).isEmpty();
        }
    }

    @Test
    void hasNoNameWhereObjectsLieTooDeep() {
        assertThat(MailboxName.of(Hex.bytes("02 01", "09 01".repeat(10_000), "02", NAME)))
                .isEmpty();
    }

    @Property
    void findsTheNameOrNone(@ForAll @Size(max = 40) byte[] bytes) {
        assertThat(Refusal.allocatedBy(() -> MailboxName.of(bytes))).isLessThan(64 * 1024);
        assertThat(MailboxName.of(bytes).map(name -> name.getBytes(StandardCharsets.UTF_8).length))
                .matches(length -> length.isEmpty() || length.orElseThrow() < bytes.length);
    }
}
