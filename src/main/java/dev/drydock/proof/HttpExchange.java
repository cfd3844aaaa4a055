package dev.drydock.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One GET (RFC 9112) on a connection of its own, which lets it ask an address for the certificate of any name, and hold
 * the server to lengths and times like in the other protocols.
 *
 * @param body at most as long as allowed; what is longer is an error
 */
record HttpExchange(int status, byte[] body, Optional<ServedCertificate> certificate) {

    private static final int MOST_HEADERS = 200;

    /**
     * Asks for a path.
     *
     * @param login sent with the request, unless null
     * @param most bytes that the answer may have; 0 to leave it unread
     */
    static HttpExchange get(Endpoint endpoint, String path, @Nullable Login login, int most, Duration limit)
            throws IOException {
        try (var wire = Wire.open(endpoint, limit)) {
            wire.send(
                    "GET " + path + " HTTP/1.1\r\nHost: " + endpoint.serverName()
                            + "\r\nConnection: close\r\nAccept: */*\r\n"
                            + (login == null ? "" : "Authorization: " + login.basic() + "\r\n") + "\r\n",
                    Duration.ZERO);
            var status = status(wire);
            var length = -1L;
            var chunked = false;
            var count = 0;
            for (var line = wire.readLine(); !line.isEmpty(); line = wire.readLine()) {
                if (++count > MOST_HEADERS) {
                    throw new AnswerException(endpoint + " answered with more than " + MOST_HEADERS + " headers");
                }
                var lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = number(lower.substring(15).strip(), 10);
                } else if (lower.startsWith("transfer-encoding:")) {
                    chunked = lower.endsWith("chunked");
                }
            }
            if (most == 0) {
                return new HttpExchange(status, new byte[0], wire.certificate());
            }
            var body = chunked ? chunks(wire, most) : wire.readBlock(Math.max(0, length), most);
            return new HttpExchange(status, body, wire.certificate());
        }
    }

    private static int status(Wire wire) throws IOException {
        var line = wire.readLine();
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw AnswerException.quoting(wire.endpoint() + " did not answer in HTTP", line);
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static byte[] chunks(Wire wire, int most) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = number(wire.readLine().split(";", -1)[0].strip(), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            body.writeBytes(wire.readBlock(size, most - body.size()));
            wire.readLine();
        }
    }

    private static long number(String text, int radix) throws AnswerException {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            throw AnswerException.quoting("no length where one belongs", text);
        }
    }
}
