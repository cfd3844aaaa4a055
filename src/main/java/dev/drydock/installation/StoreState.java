package dev.drydock.installation;

import dev.drydock.store.StoreVersion;

/** What can be said about who has written a store. */
public sealed interface StoreState {

    /** Looked into. */
    record Seen(StoreVersion version) implements StoreState {}

    /** Not looked into; the reason is one or two sentences with full stops. */
    record Unseen(String reason) implements StoreState {}
}
