package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.fixture.Fixture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrincipalTest {

    /** Id 300, type 0, quota 1000, "joe", "Joe", one secret "s", two addresses "a@b" and "é@b". */
    private static final byte[] JOE =
            Hex.bytes("01 ac02 00 e807 03 6a6f65 03 4a6f65", "01 01 73", "02 03 614062 04 c3a94062");

    private static final Principal JOE_READ =
            new Principal(300, 0, 1000, "joe", "Joe", List.of("s"), List.of("a@b", "é@b"));

    static Iterable<Fixture> fixtures() {
        return Fixture.available();
    }

    @Test
    void readsAndWritesAPrincipal() throws MalformedDataException {
        assertThat(Principal.decode(JOE)).isEqualTo(JOE_READ);
        assertThat(Hex.of(JOE_READ.encode())).isEqualTo(Hex.of(JOE));
    }

    @Test
    void changesNothingButTheName() {
        assertThat(JOE_READ.withName("Jo"))
                .isEqualTo(new Principal(300, 0, 1000, "Jo", "Joe", List.of("s"), List.of("a@b", "é@b")));
    }

    @Test
    void keepsSecretsOutOfMessages() {
        var principal = new Principal(1, 0, 0, "joe", "", List.of("hunter2"), List.of());

        assertThat(principal).hasToString("principal 1 joe");
    }

    @Test
    void refusesEveryCutAndEveryTail() {
        for (var length = 0; length < JOE.length; length++) {
            var cut = Arrays.copyOf(JOE, length);
            Refusal.assertRefused("principal", length, () -> Principal.decode(cut));
        }
        Refusal.assertRefused("principal", JOE.length + 1, () -> Principal.decode(Arrays.copyOf(JOE, JOE.length + 1)));
    }

    @Test
    void refusesAnotherMarkerLengthsBeyondTheEndAndBrokenText() {
        for (var hex : new String[] {
            "00 00 00 00 00 00 00 00", // marker
            "01 00 00 00 ffffffffffffffffff01 6a", // name of 2 to the power of 64, less one, bytes
            "01 00 00 00 00 00 ffffffff07 00 00", // 2,147,483,647 secrets
            "01 00 00 00 01 ff 00 00 00", // name not in UTF-8
            "01 ffffffff1f 00 00 00 00 00 00", // id beyond 32 bits
            "01 8000 00 00 00 00 00 00", // padded id
        }) {
            var bytes = Hex.bytes(hex);
            Refusal.assertRefused("principal", bytes.length, () -> Principal.decode(bytes));
            assertThat(Refusal.allocatedBy(() -> Principal.decode(bytes))).isLessThan(64 * 1024);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void writesRealPrincipalsBackByteForByte(Fixture fixture, @TempDir Path directory) throws Exception {
        var principals = ExportedRecord.readAll(fixture.unpackExport(directory).resolve("directory")).stream()
                .filter(r -> r.family() == 7 && r.key()[0] == 2)
                .toList();
        assertThat(principals).hasSize(5);
        for (var record : principals) {
            var principal = Principal.decode(record.value());
            assertThat(principal.name()).isIn("sailor0", "sailor1", "sailor2", "crew", "harbour");
            assertThat(Hex.of(principal.encode())).isEqualTo(Hex.of(record.value()));
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void readsTheIdsThatRealNamesLeadTo(Fixture fixture, @TempDir Path directory) throws Exception {
        var ids = ExportedRecord.readAll(fixture.unpackExport(directory).resolve("directory")).stream()
                .filter(r -> r.family() == 7 && r.key()[0] < 2)
                .toList();
        assertThat(ids).isNotEmpty();
        for (var record : ids) {
            assertThat(Hex.of(PrincipalId.decode(record.value()).encode())).isEqualTo(Hex.of(record.value()));
        }
    }

    @Property
    void readsBackWhatItWrote(
            @ForAll int id,
            @ForAll byte type,
            @ForAll long quota,
            @ForAll String name,
            @ForAll @Size(max = 5) List<String> emails)
            throws MalformedDataException {
        var principal = new Principal(id, type & 0xFF, quota, text(name), "", List.of(), texts(emails));

        assertThat(Principal.decode(principal.encode())).isEqualTo(principal);
    }

    @Property
    void refusesAnyBytesOrWritesThemBackTheSame(
            @ForAll int place, @ForAll byte with, @ForAll @Size(max = 40) byte[] bytes) {
        var damaged = JOE.clone();
        damaged[Math.floorMod(place, damaged.length)] = with;
        var marked = Hex.bytes("01", Hex.of(bytes));
        for (var value : List.of(damaged, marked)) {
            try {
                assertThat(Hex.of(Principal.decode(value).encode())).isEqualTo(Hex.of(value));
            } catch (MalformedDataException e) {
                assertThat(e.structure()).isEqualTo("principal");
            }
            assertThat(Refusal.allocatedBy(() -> Principal.decode(value))).isLessThan(64 * 1024);
        }
    }

    @Test
    void readsAndWritesAnId() throws MalformedDataException {
        assertThat(PrincipalId.decode(Hex.bytes("ac02 05"))).isEqualTo(new PrincipalId(300, 5));
        assertThat(new PrincipalId(-1, 0).encode()).isEqualTo(Hex.bytes("ffffffff0f 00"));
        for (var hex : new String[] {"", "ac", "ac02", "ac020500"}) {
            var bytes = Hex.bytes(hex);
            Refusal.assertRefused("principal id", bytes.length, () -> PrincipalId.decode(bytes));
        }
    }

    private static List<String> texts(List<String> any) {
        return any.stream().map(PrincipalTest::text).toList();
    }

    /** Without halves of surrogate pairs, which no UTF-8 has. */
    private static String text(String any) {
        return any.codePoints()
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
