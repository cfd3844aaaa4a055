package dev.drydock.demo;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Lz4Block;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * What v0.7.3 keeps of a message beside its content, property 71: an lz4 block of bincode (little-endian, lengths u64,
 * tags of variants u32, options u8), in which the parts of the message and the fields of its header are laid out.
 *
 * @param received Unix time in seconds
 */
record MessageMetadata(SandboxMessage message, BlobHash hash, long received) {

    private static final int LONGEST_PREVIEW = 250;

    private static final int SUBJECT = 0;
    private static final int FROM = 1;
    private static final int TO = 2;
    private static final int DATE = 4;
    private static final int MESSAGE_ID = 12;
    private static final int MIME_VERSION = 15;
    private static final int CONTENT_TYPE = 21;

    byte[] encode() {
        var header = message.headerBytes();
        var size = header.length + message.bodyBytes().length;
        var writer = new ByteWriter(1024);
        // Part 0 is the text, whether HTML is wanted or not, and there are no attachments.
        writer.u64le(1).u64le(0).u64le(1).u64le(0).u64le(0);
        writer.u64le(1);
        fields(writer);
        var noProblem = 0;
        var plainText = 0;
        var notEncoded = 0;
        writer.u8(noProblem).u32le(plainText).u32le(notEncoded);
        writer.u64le(message.bodyBytes().length).u64le(0).u64le(header.length).u64le(size);
        writer.bytes(hash.toByteArray()).u64le(size).u64le(received);
        text(writer, preview());
        writer.u8(0);
        writer.u64le(header.length).bytes(header);
        return Lz4Block.compress(writer.toByteArray());
    }

    private String preview() {
        var body = message.body();
        return body.length() <= LONGEST_PREVIEW ? body : body.substring(0, LONGEST_PREVIEW) + "...";
    }

    private void fields(ByteWriter writer) {
        var header = message.header();
        writer.u64le(header.size());
        var at = 0;
        for (var field : header) {
            switch (field.name()) {
                case "From" -> address(writer.u32le(FROM), message.from());
                case "To" -> address(writer.u32le(TO), message.to());
                case "Subject" -> text(writer.u32le(SUBJECT).u32le(1), message.subject());
                case "Date" -> date(writer.u32le(DATE), message.date());
                case "Message-ID" -> text(writer.u32le(MESSAGE_ID).u32le(1), message.id());
                case "Content-Type" -> contentType(writer.u32le(CONTENT_TYPE));
                default -> writer.u32le(MIME_VERSION).u32le(6);
            }
            var value = at + field.name().length() + 1;
            var end = value + (" " + field.value() + "\r\n").getBytes(StandardCharsets.UTF_8).length;
            writer.u64le(at).u64le(value).u64le(end);
            at = end;
        }
    }

    /** A list of addresses with one in it. */
    private static void address(ByteWriter writer, SandboxMessage.Person person) {
        writer.u32le(0).u32le(0).u64le(1);
        text(writer.u8(1), person.name());
        text(writer.u8(1), person.address());
    }

    private static void date(ByteWriter writer, Instant date) {
        var utc = date.atOffset(ZoneOffset.UTC);
        writer.u32le(3)
                .u16le(utc.getYear())
                .u8(utc.getMonthValue())
                .u8(utc.getDayOfMonth())
                .u8(utc.getHour())
                .u8(utc.getMinute())
                .u8(utc.getSecond())
                // The zone: behind Greenwich, hours, minutes.
                .u8(0)
                .u8(0)
                .u8(0);
    }

    private static void contentType(ByteWriter writer) {
        text(writer.u32le(4), "text");
        text(writer.u8(1), "plain");
        text(writer.u8(1).u64le(1), "charset");
        text(writer, "utf-8");
    }

    private static void text(ByteWriter writer, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        writer.u64le(bytes.length).bytes(bytes);
    }
}
