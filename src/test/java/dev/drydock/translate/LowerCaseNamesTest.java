package dev.drydock.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Principal;
import dev.drydock.layout.v073.Family;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LowerCaseNamesTest {

    private final Translator translator =
            new Translator(LosslessProfile.create(BlobForm.AS_STORED, Optional.of("ldap")));
    private final List<TargetRecord> records = new ArrayList<>();

    @Test
    void lowersTheKeyAndTheNameInsideThePrincipal() throws Exception {
        name("John.Doe", 1);
        principal(1, "John.Doe");
        finish();

        assertThat(names()).containsExactly("john.doe");
        assertThat(principals()).containsExactly("john.doe");
        assertThat(translator.ledger().notes()).isEmpty();
    }

    @Test
    void lowersNamesBeyondAscii() throws Exception {
        name("ÅSA", 1);
        principal(1, "ÅSA");
        finish();

        assertThat(names()).containsExactly("åsa");
        assertThat(principals()).containsExactly("åsa");
    }

    @Test
    void leavesNamesThatWouldBecomeOneAndSaysSo() throws Exception {
        name("John", 1);
        name("john", 2);
        name("Mary", 3);
        principal(1, "John");
        principal(2, "john");
        principal(3, "Mary");
        finish();

        assertThat(names()).containsExactlyInAnyOrder("John", "john", "mary");
        assertThat(principals()).containsExactlyInAnyOrder("John", "john", "mary");
        assertThat(translator.ledger().noteCounts()).containsEntry("name-conflict", 2L);
        assertThat(translator.ledger().notes())
                .allSatisfy(note -> assertThat(note.text()).contains("ldap", "\"John\"", "\"john\""));
    }

    @Test
    void settlesEveryRecordItHeld() throws Exception {
        name("John", 1);
        principal(1, "John");
        entry(new byte[] {21, 'a', '@', 'b'}, new byte[] {1});
        finish();

        assertThat(translator.ledger().closes()).isTrue();
        assertThat(translator.ledger().lines().get(Family.DIRECTORY).carried()).isEqualTo(3);
    }

    private void name(String name, int id) throws MalformedDataException {
        entry(new ByteWriter().u8(20).utf8(name).toByteArray(), new byte[] {(byte) id, 0});
    }

    private void principal(int id, String name) throws MalformedDataException {
        var principal = new Principal(id, 0, 0, name, "", List.of("secret"), List.of(name + "@example.org"));
        entry(new ByteWriter().u8(22).leb32(id).toByteArray(), principal.encode());
    }

    private void entry(byte[] key, byte[] value) throws MalformedDataException {
        records.addAll(translator.translate(new SourceRecord.Entry(Family.DIRECTORY, key, value)));
    }

    private void finish() throws MalformedDataException {
        records.addAll(translator.finish());
    }

    private List<String> names() {
        return values(0).stream()
                .map(value ->
                        new String(Arrays.copyOfRange(value.key(), 1, value.key().length), StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> principals() throws MalformedDataException {
        var names = new ArrayList<String>();
        for (var value : values(2)) {
            names.add(Principal.decode(value.value()).name());
        }
        return names;
    }

    private List<TargetRecord.Value> values(int directoryClass) {
        return records.stream()
                .map(TargetRecord.Value.class::cast)
                .filter(value -> value.key()[0] == directoryClass)
                .toList();
    }
}
