package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.fixture.Fixture;
import dev.drydock.installation.configuration.Secret;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.proof.Endpoint;
import dev.drydock.proof.ExpectedState;
import dev.drydock.proof.Login;
import dev.drydock.proof.Proof;
import dev.drydock.proof.ProofReport;
import dev.drydock.proof.ProofRequest;
import dev.drydock.proof.ServerProof;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new store in which little is not as it was is found out by asking the real v0.8.0, and the place is named. */
@WithRealPrograms
class TamperedStoreIT {

    private static final Login ADMINISTRATOR = new Login("admin", new Secret("fixture-admin-secret"));
    private static final int KEYWORDS = 4;
    private static final int MAILBOX_IDS = 7;
    private static final int OBJECT = 50;
    private static final int CID = 76;
    private static final int NUMBER = 1;

    @TempDir
    private Path directory;

    /** Changes the value of a property, or drops it. */
    @FunctionalInterface
    private interface Tampering {
        Optional<byte[]> with(byte[] value) throws MalformedDataException;
    }

    @Test
    void namesAMissingMessage() throws Exception {
        var report = prove(0, MAILBOX_IDS, value -> Optional.empty());

        // The first message lies in two mailboxes.
        assertThat(failed(report, "uids").details())
                .containsExactlyInAnyOrder(
                        "sailor0, Archive: the message with UID 13 is missing",
                        "sailor0, INBOX: the message with UID 1 is missing");
        assertThat(report.coverage().downloadsAgain()).isTrue();
    }

    @Test
    void namesAnotherUid() throws Exception {
        var report = prove(0, MAILBOX_IDS, value -> {
            var reader = new ByteReader("mailboxes", value);
            var count = reader.leb32("count");
            var mailbox = reader.leb32("mailbox");
            reader.leb32("UID");
            return Optional.of(new ByteWriter()
                    .leb32(count)
                    .leb32(mailbox)
                    .leb32(777_777)
                    .bytes(reader.rest())
                    .toByteArray());
        });

        assertThat(failed(report, "uids").details())
                .hasSize(2)
                .anyMatch(line -> line.endsWith("UID 777777 is not in the old store"))
                .anyMatch(line -> line.endsWith("is missing"));
        assertThat(report.coverage().sentence()).startsWith("Some mail programs will download");
    }

    @Test
    void namesAnotherFlag() throws Exception {
        var report = prove(0, KEYWORDS, value -> Optional.of(new byte[] {2, 2, 3}));

        assertThat(failed(report, "flags").details())
                .hasSize(2)
                .allMatch(line -> line.startsWith("sailor0, ")
                        && line.endsWith("are (\\Answered \\Flagged), were (\\Flagged \\Seen)"));
        assertThat(report.failures()).hasSize(1);
        assertThat(report.coverage().downloadsAgain()).isFalse();
    }

    @Test
    void namesAnotherUidValidity() throws Exception {
        var report = prove(1, OBJECT, value -> {
            for (var i = 0; i + 2 < value.length; i++) {
                if (value[i] == CID && value[i + 1] == NUMBER) {
                    value[i + 2] ^= 1;
                    return Optional.of(value);
                }
            }
            throw new AssertionError("no UIDVALIDITY");
        });

        assertThat(failed(report, "uid-validity").details())
                .singleElement()
                .asString()
                .contains("sailor0, INBOX: UIDVALIDITY is ", ", was ");
        assertThat(report.coverage().downloadsAgain()).isTrue();
    }

    /** Asks v0.8.0 on a store in which the first property of a kind was tampered with. */
    private ProofReport prove(int collection, int field, Tampering tampering) throws Exception {
        var store = FixtureStore.unpack(Fixture.SQLITE, directory.resolve("source"), Instant.now());
        var tampered = new StorePath("sqlite", directory.resolve("tampered"));
        var done = new boolean[1];
        StoreCopy.write(store, tampered, entry -> {
            if (done[0] || entry.space() != Space.VALUES || Family.of(entry.space(), entry.key()) != Family.PROPERTY) {
                return Optional.of(entry);
            }
            var key = PropertyKey.decode(entry.key());
            if (key.document().collection() != collection || key.field() != field) {
                return Optional.of(entry);
            }
            done[0] = true;
            return tampering.with(entry.value()).map(v -> new StoreCopy.Entry(entry.space(), entry.key(), v));
        });
        var target = new StorePath("sqlite", directory.resolve("target"));
        Converted.from(tampered, OfficialProfile.create(BlobForm.PLAIN), target);
        try (var names = new NameServer(Map.of());
                var source = store.driver().at(store.path()).openSource();
                var expected = ExpectedState.read(source, new ExpectedState.Options(false), directory, Progress.NONE)) {
            var configuration = ServerConfiguration.write(
                    directory.resolve("server"),
                    target,
                    Options.DEFAULT.withNameServer(names.port()).with("enable-master = true\n"));
            try (var server = RealServer.start(RealProgram.V0_8_0, configuration)) {
                var imap = new Endpoint(
                        "imap",
                        Endpoint.Protocol.IMAP,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), configuration.imapPort()),
                        Endpoint.TlsMode.PLAIN,
                        "mail.example.org");
                return ServerProof.run(
                        ProofRequest.of(List.of(imap), "0.8.0")
                                .withMaster(ADMINISTRATOR)
                                .withExpected(expected),
                        ServerProof.AccountProgress.NONE,
                        server::isAlive,
                        () -> false);
            }
        }
    }

    private static Proof failed(ProofReport report, String code) {
        return report.failures().stream()
                .filter(proof -> proof.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " did not fail in " + report));
    }
}
