package dev.drydock.web.security;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The browsers that were let in. In memory only: they end with the console. */
final class Sessions {

    private static final int MOST = 50;

    /**
     * One browser.
     *
     * @param id what its cookie holds
     * @param csrf what its forms must hold, which a page of another origin cannot read
     */
    record Session(String id, String csrf) {}

    private final Deque<Session> sessions = new ArrayDeque<>();

    /** Lets a browser in; of too many the oldest is let go. */
    synchronized Session open() {
        if (sessions.size() == MOST) {
            sessions.removeFirst();
        }
        var session = new Session(RandomText.next(), RandomText.next());
        sessions.addLast(session);
        return session;
    }

    synchronized Optional<Session> find(String id) {
        return sessions.stream()
                .filter(session -> RandomText.areEqual(session.id, id))
                .findFirst();
    }
}
