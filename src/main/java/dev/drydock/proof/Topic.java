package dev.drydock.proof;

import java.util.ArrayList;
import java.util.List;

/** One thing that is compared in many places: counts, and the first differences. */
final class Topic {

    /** What is compared. */
    enum Kind {
        MAILBOXES("mailboxes", "mailboxes", "are there under their names"),
        UID_VALIDITY("uid-validity", "UIDVALIDITY of mailboxes", "are as they were"),
        UID_NEXT("uid-next", "UIDNEXT of mailboxes", "are as they were"),
        UIDS("uids", "messages by UID", "are there"),
        FLAGS("flags", "flags of messages", "are as they were"),
        SUBSCRIPTIONS("subscriptions", "subscriptions to mailboxes", "are as they were"),
        QUOTA("quota", "quotas", "are as they were"),
        SIEVE("sieve", "Sieve scripts", "are as they were");

        private final String code;
        private final String title;
        private final String good;

        Kind(String code, String title, String good) {
            this.code = code;
            this.title = title;
            this.good = good;
        }

        /** Whether a difference makes mail programs download again. */
        boolean isIdentity() {
            return this == MAILBOXES || this == UID_VALIDITY || this == UID_NEXT || this == UIDS;
        }
    }

    private static final int MOST_EXAMPLES = 20;

    private final Kind kind;
    private final List<String> examples = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long asked;
    private long wrong;

    Topic(Kind kind) {
        this.kind = kind;
    }

    void asked(long count) {
        asked += count;
    }

    void wrong(String example, boolean named) {
        wrong++;
        if (named && examples.size() < MOST_EXAMPLES) {
            examples.add(example);
        }
    }

    /** Says of one place what could not be compared there. */
    void note(String note) {
        if (notes.size() < MOST_EXAMPLES) {
            notes.add(note);
        }
    }

    boolean isWrong() {
        return wrong > 0;
    }

    Proof proof(String whyNotAsked) {
        if (wrong > 0) {
            return Proof.failed(kind.code, kind.title, wrong + " of " + asked + " differ from the old store.")
                    .with(examples);
        }
        return asked == 0
                ? Proof.skipped(kind.code, kind.title, whyNotAsked)
                : Proof.passed(kind.code, kind.title, asked + " " + kind.good + ".")
                        .with(notes);
    }
}
