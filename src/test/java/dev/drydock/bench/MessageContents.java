package dev.drydock.bench;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;

/** The contents of messages: a header of its own for each, and a body cut from a small pool, so that hashes are real. */
final class MessageContents {

    private static final int POOL = 1 << 20;
    private static final int PURPOSE = 1;
    /** From here on a message is mostly an attachment. */
    private static final int WITH_ATTACHMENT = 20_000;

    private final StoreShape shape;
    private final byte[] text;
    private final byte[] attachment;

    MessageContents(StoreShape shape) {
        this.shape = shape;
        this.text = text(shape.random(PURPOSE, 1));
        this.attachment = attachment(shape.random(PURPOSE, 2));
    }

    /**
     * The content of a message.
     *
     * @param message its number among the messages of all accounts; from there on, the queued ones
     */
    byte[] of(int message) {
        var random = shape.random(PURPOSE, 3, message);
        var size = size(message, random);
        var header = header(message, random.nextLong());
        var content = new byte[Math.max(size, header.length)];
        System.arraycopy(header, 0, content, 0, header.length);
        var pool = size < WITH_ATTACHMENT ? text : attachment;
        var at = header.length;
        while (at < content.length) {
            var from = random.nextInt(POOL);
            var part = Math.min(content.length - at, POOL - from);
            System.arraycopy(pool, from, content, at, part);
            at += part;
        }
        return content;
    }

    private static byte[] header(int message, long unique) {
        return String.join(
                        "\r\n",
                        "Message-ID: <%08x.%016x@quay.example>".formatted(message, unique),
                        "Date: Mon, 1 Jul 2024 %02d:%02d:00 +0000".formatted(message / 60 % 24, message % 60),
                        "From: Sailor <sailor%d@dock.example>".formatted(message % 1000),
                        "To: harbour@quay.example",
                        "Subject: Berth %d, north quay".formatted(message),
                        "MIME-Version: 1.0",
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Most mail is short, some is longer, and one in a hundred carries most of the bytes. */
    private int size(int message, SplittableRandom random) {
        if (message == 0 && shape.largestContent() > 0) {
            return shape.largestContent();
        }
        var kind = random.nextInt(100);
        var factor = kind < 80 ? 0.1 : kind < 99 ? 3 : 35;
        return (int) (shape.meanContent() * factor * (0.5 + random.nextDouble()));
    }

    private static byte[] text(SplittableRandom random) {
        var pool = new StringBuilder(POOL + 100);
        while (pool.length() < POOL) {
            var line = new StringBuilder();
            while (line.length() < 66) {
                var length = 2 + random.nextInt(9);
                for (var i = 0; i < length; i++) {
                    line.append("etaoinshrdlu".charAt(random.nextInt(12)));
                }
                line.append(' ');
            }
            pool.append(line).append("\r\n");
        }
        return pool.substring(0, POOL).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] attachment(SplittableRandom random) {
        var bytes = new byte[POOL];
        random.nextBytes(bytes);
        return new String(Base64.getMimeEncoder().encode(bytes), StandardCharsets.US_ASCII)
                .substring(0, POOL)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
