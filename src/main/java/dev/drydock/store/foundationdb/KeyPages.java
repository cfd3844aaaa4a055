package dev.drydock.store.foundationdb;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.StoreException;
import java.time.Duration;
import java.util.List;

/** A range of keys, page by page. */
final class KeyPages {

    /** Asks for one page. */
    private interface Question {
        List<KeyValue> ask(KeyRange range, int limit) throws StoreException, InterruptedException;
    }

    private static final byte[] NOTHING = {};

    private final Question question;
    private final PageSize size = new PageSize();
    private KeyRange left;
    private boolean ended;

    private KeyPages(Question question, KeyRange range) {
        this.question = question;
        this.left = range;
    }

    /** Keys with their values. */
    static KeyPages ofPairs(KeySpace keys, KeyRange range) {
        return new KeyPages(keys::range, range);
    }

    /** Keys alone, with nothing for a value. */
    static KeyPages ofKeys(KeySpace keys, KeyRange range) {
        return new KeyPages(
                (part, limit) -> keys.keys(part, limit).stream()
                        .map(key -> new KeyValue(key, NOTHING))
                        .toList(),
                range);
    }

    /** The next page, of at most {@code most} keys; empty behind the last one. */
    List<KeyValue> next(long most) throws StoreException, InterruptedException {
        if (ended) {
            return List.of();
        }
        var limit = (int) Math.min(size.keys(), most);
        var page = ask(limit);
        if (page.isEmpty()) {
            ended = true;
        } else {
            left = new KeyRange(KeySpace.after(page.get(page.size() - 1).key()), left.to());
        }
        return page;
    }

    private List<KeyValue> ask(int most) throws StoreException, InterruptedException {
        var limit = most;
        while (true) {
            try {
                var started = System.nanoTime();
                var page = question.ask(left, limit);
                var bytes = page.stream()
                        .mapToLong(pair -> pair.key().length + pair.value().length)
                        .sum();
                size.took(Duration.ofNanos(System.nanoTime() - started), bytes);
                return page;
            } catch (StoreException e) {
                if (!e.problem().contains(ToolFailure.TOO_OLD) || !size.shrink()) {
                    throw e;
                }
                limit = Math.min(limit, size.keys());
            }
        }
    }
}
