package dev.drydock.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** A name server (RFC 1035) on loopback that knows a few TXT records and of no other name. */
final class NameServer implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int TXT = 16;
    /** Response, authoritative, recursion available; without and with "no such name". */
    private static final short FOUND = (short) 0x8580;

    private static final short NO_SUCH_NAME = (short) 0x8583;

    private final Map<String, String> texts;
    private final DatagramSocket socket;

    /**
     * Starts to answer.
     *
     * @param texts TXT records by name, in lower case and without a dot at the end
     */
    NameServer(Map<String, String> texts) throws IOException {
        this.texts = Map.copyOf(texts);
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve, "name server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[4096], 4096);
        while (!socket.isClosed()) {
            try {
                packet.setLength(4096);
                socket.receive(packet);
                var answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] answer(ByteBuffer query) {
        var id = query.getShort(0);
        query.position(HEADER);
        var name = new StringBuilder();
        for (var length = query.get(); length > 0; length = query.get()) {
            var label = new byte[length];
            query.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        var type = query.getShort();
        var question = new byte[query.position() + 2 - HEADER];
        query.get(HEADER, question);
        var text = type == TXT ? texts.get(name.toString().toLowerCase(Locale.ROOT)) : null;
        var reply = ByteBuffer.allocate(1024)
                .putShort(id)
                .putShort(text == null ? NO_SUCH_NAME : FOUND)
                .putShort((short) 1)
                .putShort((short) (text == null ? 0 : 1))
                .putInt(0)
                .put(question);
        if (text != null) {
            var bytes = text.getBytes(StandardCharsets.US_ASCII);
            // The name is a pointer to the question; class IN, 60 seconds, one character string.
            reply.putShort((short) (0xC000 | HEADER)).putShort((short) TXT).putShort((short) 1);
            reply.putInt(60)
                    .putShort((short) (bytes.length + 1))
                    .put((byte) bytes.length)
                    .put(bytes);
        }
        var answer = new byte[reply.position()];
        reply.get(0, answer);
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
