package dev.drydock.demo;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.DeliveryError;
import dev.drydock.layout.DomainStatus;
import dev.drydock.layout.ErrorDetails;
import dev.drydock.layout.Lz4Block;
import dev.drydock.layout.QueuedDomain;
import dev.drydock.layout.QueuedDomain.Schedule;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.Recipient;
import dev.drydock.layout.RecipientStatus;
import dev.drydock.layout.v073.BlobReservationKey;
import dev.drydock.layout.v073.QueueEventKey;
import dev.drydock.layout.v073.QueueMessageKey;
import dev.drydock.layout.v073.QueuedMessageCodec;
import dev.drydock.layout.v073.ReceivedReportKey;
import dev.drydock.layout.v073.Space;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mail on its way out, one message of it delayed, and a DMARC report that came in. */
record SandboxQueue(SourceWriter writer, SandboxBlobs blobs, Instant now) {

    private static final long FIRST_ID = 0x04BF_4BE3_4994_F008L;
    private static final long REPORT_ID = 0x04BF_4BE1_BCF4_F006L;
    private static final Duration FIRST_TRY = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofDays(5);
    private static final Duration REPORT_KEPT = Duration.ofDays(30);

    void write() throws StoreException {
        queue(0, "Berth plan for your visit", List.of("far-shore.example"), new DomainStatus.Scheduled(), 0);
        queue(
                1,
                "Offer for the crane",
                List.of("slow.example"),
                new DomainStatus.TemporaryFailure(
                        new DeliveryError.ConnectionError(new ErrorDetails("mx.slow.example", "Connection timed out"))),
                2);
        queue(2, "Notice to mariners", List.of("north.example", "south.example"), new DomainStatus.Scheduled(), 0);
        report();
    }

    private void queue(int number, String subject, List<String> domains, DomainStatus status, int tries)
            throws StoreException {
        var sender = SandboxContent.ACCOUNTS.get(number);
        var created = now.minus(Duration.ofMinutes(40L - 10L * number));
        var message = new SandboxMessage(
                sender.person(),
                new SandboxMessage.Person("Harbour office", "office@" + domains.get(0)),
                subject,
                created,
                "queued-%d@%s".formatted(number, SandboxContent.DOMAIN),
                SandboxLetters.body(number + 3, sender.fullName()));
        var content = message.content();
        var hash = blobs.store(content);
        var due = now.plus(FIRST_TRY.multipliedBy(number + 1L)).getEpochSecond();
        var expires = created.plus(PATIENCE).getEpochSecond();
        var queuedDomains = new ArrayList<QueuedDomain>();
        var recipients = new ArrayList<Recipient>();
        for (var domain : domains) {
            var address = "office@" + domain;
            recipients.add(new Recipient(
                    queuedDomains.size(), address, address, new RecipientStatus.Scheduled(), 0, Optional.empty()));
            queuedDomains.add(new QueuedDomain(
                    domain,
                    new Schedule(due, tries),
                    new Schedule(created.plus(Duration.ofDays(1)).getEpochSecond(), 0),
                    expires,
                    status,
                    false));
        }
        var id = FIRST_ID + number;
        var queued = new QueuedMessage(
                id,
                created.getEpochSecond(),
                hash,
                sender.address(),
                sender.address(),
                SandboxContent.DOMAIN,
                recipients,
                queuedDomains,
                0,
                Optional.empty(),
                (short) 0,
                content.length,
                List.of());
        put(new QueueMessageKey(id).encode(), QueuedMessageCodec.encode(queued));
        put(new QueueEventKey(due, id).encode(), new byte[Long.BYTES]);
        put(new BlobReservationKey(BlobReservationKey.QUEUE, hash, expires).encode(), new byte[Integer.BYTES]);
    }

    /** In the form of the server: an lz4 block of bincode; what is not set is zero. */
    private void report() throws StoreException {
        var sender = "dmarc-reports@far-shore.example";
        var writer = new ByteWriter(512);
        text(writer, sender);
        text(writer.u64le(1), "postmaster@" + SandboxContent.DOMAIN);
        text(writer, "Report domain: " + SandboxContent.DOMAIN + " Submitter: far-shore.example Report-ID: 2024-77");
        var version = 0;
        text(writer.u32le(version), "far-shore.example");
        text(writer, sender);
        text(writer.u8(0), "2024-77");
        var end = now.minus(Duration.ofHours(6)).getEpochSecond();
        var errors = 0;
        writer.u64le(end - Duration.ofDays(1).toSeconds()).u64le(end).u64le(errors);
        text(writer, SandboxContent.DOMAIN);
        // Version, alignments, policies for domain and subdomains, testing, options.
        writer.u8(0).u32le(0).u32le(0).u32le(0).u32le(3).u8(0).u8(0);
        // One row, of 192.0.2.25, with five messages, which passed.
        writer.u64le(1).u8(1).u32le(0).bytes(new byte[] {(byte) 192, 0, 2, 25}).u32le(5);
        writer.u32le(1).u32le(0).u32le(0).u64le(0);
        text(writer.u8(0).u64le(0), SandboxContent.DOMAIN);
        // No DKIM, one result of SPF, for the sender: passed.
        text(writer.u64le(0).u64le(1), SandboxContent.DOMAIN);
        writer.u32le(1).u32le(2).u8(0);
        writer.u64le(0).u64le(0);
        put(
                new ReceivedReportKey(
                                ReceivedReportKey.Kind.DMARC,
                                now.plus(REPORT_KEPT).getEpochSecond(),
                                REPORT_ID)
                        .encode(),
                Lz4Block.compress(writer.toByteArray()));
    }

    private static void text(ByteWriter writer, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        writer.u64le(bytes.length).bytes(bytes);
    }

    private void put(byte[] key, byte[] value) throws StoreException {
        writer.put(Space.VALUES, key, value);
    }
}
