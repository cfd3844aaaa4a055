package dev.drydock.arrival;

import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import java.util.List;
import java.util.Optional;

/**
 * One change in the v0.8.0 store since the import.
 *
 * @param account the name of the account, or its number where it has none; empty for what belongs to the whole server
 * @param document what changed; for a queued message the halves of its id stand for account and document
 * @param folder the folder, for a message the first one it is in; by name, or by number where it has none
 * @param folderId its number, -1 where there is none
 * @param uid the UID in that folder, 0 where it has none yet
 * @param flags of a message, as IMAP writes them
 * @param words what happened, for people
 * @param content the content to save; of new messages, queued ones and scripts
 */
public record Arrival(
        Kind kind,
        String account,
        Document document,
        String folder,
        int folderId,
        long uid,
        List<String> flags,
        String words,
        Optional<BlobHash> content) {

    public Arrival {
        flags = List.copyOf(flags);
    }

    /** What can happen. */
    public enum Kind {
        MESSAGE_NEW("message-new"),
        MESSAGE_DELETED("message-deleted"),
        MESSAGE_FLAGS("message-flags"),
        MESSAGE_MOVED("message-moved"),
        FOLDER_NEW("folder-new"),
        FOLDER_CHANGED("folder-changed"),
        FOLDER_DELETED("folder-deleted"),
        SCRIPT_NEW("script-new"),
        SCRIPT_CHANGED("script-changed"),
        SCRIPT_DELETED("script-deleted"),
        QUEUED_NEW("queued-new"),
        QUEUED_GONE("queued-gone");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** Stable, for scripts. */
        public String code() {
            return code;
        }
    }
}
