package dev.drydock.real;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.QueuedDomain;
import dev.drydock.layout.QueuedDomain.Schedule;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.QueuedMessageCodec;
import dev.drydock.layout.v073.Space;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The store of a fixture as a running server can show it. Its queued messages expire five days after they were sent, and
 * a server that is started later returns them to their sender: then this is a copy in which they were sent just now.
 */
final class FixtureStore {

    private static final long MARGIN_SECONDS = 3600;

    private FixtureStore() {}

    /** Unpacks a fixture below {@code directory}; two of the same fixture and instant are equal. */
    static StorePath unpack(Fixture fixture, Path directory, Instant now) throws Exception {
        var store = new StorePath(fixture.scheme(), fixture.unpackStore(directory));
        var age = ageOfQueue(store, now.getEpochSecond());
        if (age < 0) {
            return store;
        }
        var copy = new StorePath(fixture.scheme(), directory.resolve("redated-" + fixture.scheme()));
        StoreCopy.write(store, copy, entry -> Optional.of(redated(entry, age)));
        return copy;
    }

    /** Seconds since the first message was queued, or a negative number where none has expired yet. */
    private static long ageOfQueue(StorePath store, long now) throws Exception {
        var age = -1L;
        try (var source = store.driver().at(store.path()).openSource();
                var values = source.scan(Space.VALUES)) {
            while (values.next()) {
                if (Family.of(Space.VALUES, values.key()) == Family.QUEUE_MESSAGE) {
                    var message = QueuedMessageCodec.decode(values.value());
                    if (message.domains().stream().anyMatch(d -> d.expires() < now + MARGIN_SECONDS)) {
                        age = Math.max(age, now - message.created());
                    }
                }
            }
        }
        return age;
    }

    private static StoreCopy.Entry redated(StoreCopy.Entry entry, long seconds) throws MalformedDataException {
        if (entry.space() != Space.VALUES) {
            return entry;
        }
        return switch (Family.of(Space.VALUES, entry.key())) {
            case QUEUE_MESSAGE -> {
                var message = redated(QueuedMessageCodec.decode(entry.value()), seconds);
                yield new StoreCopy.Entry(entry.space(), entry.key(), QueuedMessageCodec.encode(message));
            }
            case QUEUE_EVENT -> {
                var key = entry.key().clone();
                BigEndian.putU64(key, 1, BigEndian.u64(key, 1) + seconds);
                yield new StoreCopy.Entry(entry.space(), key, entry.value());
            }
            default -> entry;
        };
    }

    private static QueuedMessage redated(QueuedMessage old, long seconds) {
        return new QueuedMessage(
                old.id(),
                old.created() + seconds,
                old.blobHash(),
                old.returnPath(),
                old.lowerCaseReturnPath(),
                old.returnPathDomain(),
                old.recipients(),
                old.domains().stream().map(d -> redated(d, seconds)).toList(),
                old.flags(),
                old.envelopeId(),
                old.priority(),
                old.size(),
                old.quotaKeys());
    }

    private static QueuedDomain redated(QueuedDomain old, long seconds) {
        return new QueuedDomain(
                old.domain(),
                new Schedule(old.retry().due() + seconds, old.retry().count()),
                new Schedule(old.notice().due() + seconds, old.notice().count()),
                old.expires() + seconds,
                old.status(),
                old.disableTls());
    }
}
