package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person whom an external directory names with capital letters keeps their mail, and loses it the official way. */
@WithRealPrograms
class ExternalDirectoryIT {

    private static final String INBOX = "\"INBOX\"";
    private static final Options OPTIONS =
            Options.DEFAULT.withDirectory("people").with("""

                    [directory.people]
                    type = "memory"
                    [directory.people.principals.john]
                    name = "John.Doe"
                    class = "individual"
                    secret = "secret-john"
                    email = ["john.doe@example.org"]
                    """);

    @TempDir
    private Path directory;

    @Test
    void keepsTheMailOfNamesWithCapitalsWhereItIsNamed() throws Exception {
        var old = new StorePath("sqlite", directory.resolve("old-store"));
        var before = deliverAndLook(old);
        assertThat(before.get(INBOX).messages()).isEqualTo(1);

        var lossless = mailboxes(old, LosslessProfile.create(BlobForm.AS_STORED, Optional.of("people")), "lossless");
        var official = mailboxes(old, OfficialProfile.create(BlobForm.AS_STORED), "official");

        assertThat(lossless).isEqualTo(before);
        assertThat(official.get(INBOX).messages()).isZero();
        Observed.note("John.Doe of an external directory: " + before.get(INBOX).messages() + " message before, "
                + lossless.get(INBOX).messages() + " lossless, "
                + official.get(INBOX).messages() + " official");
    }

    private SortedMap<String, MailboxState> deliverAndLook(StorePath store) throws Exception {
        var configuration = ServerConfiguration.write(directory.resolve("old"), store, OPTIONS);
        try (var server = RealServer.start(RealProgram.V0_7_3, configuration);
                var smtp = new SmtpClient(server.smtpPort());
                var imap = server.imap("John.Doe", "secret-john")) {
            smtp.send("far@example.com", List.of("john.doe@example.org"), "From: far@example.com\n\nhello\n");
            Await.until("delivery", () -> imap.mailboxes().get(INBOX).messages() == 1);
            return imap.mailboxes();
        }
    }

    private SortedMap<String, MailboxState> mailboxes(StorePath old, Profile profile, String name) throws Exception {
        var target = new StorePath("sqlite", directory.resolve(name));
        Converted.from(old, profile, target);
        var configuration = ServerConfiguration.write(directory.resolve("server-" + name), target, OPTIONS);
        try (var server = RealServer.start(RealProgram.V0_8_0, configuration);
                var imap = server.imap("John.Doe", "secret-john")) {
            return imap.mailboxes();
        }
    }
}
