package dev.drydock.web.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the answer of a stream once, whoever comes first: the stream that has said all, or the server that finds its
 * watcher gone, and would else try to send a page of an error to nobody.
 */
final class StreamEnd implements AsyncListener {

    private final AsyncContext answer;
    private final Runnable close;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param close ends the stream without waiting for it */
    StreamEnd(AsyncContext answer, Runnable close) {
        this.answer = answer;
        this.close = close;
    }

    void end() {
        if (ended.compareAndSet(false, true)) {
            answer.complete();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        close.run();
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close.run();
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ended.set(true);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nothing is begun anew.
    }
}
