package dev.drydock.layout.v080;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.QueuedMessageReader;
import dev.drydock.layout.QueuedMessageWriter;

/** Value of a queued message in v0.8.0: domains have no field {@code disable_tls}. */
public final class QueuedMessageCodec {

    private static final boolean WITH_DISABLE_TLS = false;

    private QueuedMessageCodec() {}

    public static QueuedMessage decode(byte[] value) throws MalformedDataException {
        return QueuedMessageReader.read(value, WITH_DISABLE_TLS);
    }

    public static byte[] encode(QueuedMessage message) {
        return QueuedMessageWriter.write(message, WITH_DISABLE_TLS);
    }
}
