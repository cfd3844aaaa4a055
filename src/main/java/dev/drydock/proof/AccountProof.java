package dev.drydock.proof;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Holds what one account sees over IMAP against what the old store has of it. */
final class AccountProof {

    /** Differences of one mailbox that are named one by one. */
    private static final int MOST_NAMED = 5;

    private final String account;
    private final ImapSession imap;
    private final Comparison comparison;

    AccountProof(String account, ImapSession imap, Comparison comparison) {
        this.account = account;
        this.imap = imap;
        this.comparison = comparison;
    }

    void compare(Map<String, ExpectedMailbox> expected) throws IOException {
        var listed = new HashMap<String, String>();
        var others = new HashSet<String>();
        for (var mailbox : imap.list()) {
            if (mailbox.selectable()) {
                listed.put(mailbox.name(), mailbox.wireName());
            } else {
                others.add(mailbox.name() + "/");
            }
        }
        comparison.asked(Topic.Kind.MAILBOXES, expected.size());
        for (var mailbox : expected.values()) {
            var wireName = listed.remove(mailbox.name());
            if (wireName == null) {
                comparison.wrong(Topic.Kind.MAILBOXES, place(mailbox.name()) + " is not there");
            } else {
                compare(mailbox, wireName);
            }
        }
        // What lies below a name that cannot be opened belongs to others, who are asked themselves.
        listed.keySet().removeIf(name -> others.stream().anyMatch(name::startsWith));
        for (var name : listed.keySet()) {
            comparison.wrong(Topic.Kind.MAILBOXES, place(name) + " is not in the old store");
        }
        subscriptions(expected);
        comparison.account();
    }

    private String place(String mailbox) {
        return account + ", " + mailbox;
    }

    private void subscriptions(Map<String, ExpectedMailbox> expected) throws IOException {
        Set<String> subscribed = new HashSet<>();
        imap.subscribed().forEach(mailbox -> subscribed.add(mailbox.name()));
        comparison.asked(Topic.Kind.SUBSCRIPTIONS, expected.size());
        for (var mailbox : expected.values()) {
            if (subscribed.contains(mailbox.name()) != mailbox.subscribed()) {
                comparison.wrong(
                        Topic.Kind.SUBSCRIPTIONS,
                        place(mailbox.name()) + (mailbox.subscribed() ? " is no longer" : " was not")
                                + " subscribed to");
            }
        }
    }

    private void compare(ExpectedMailbox expected, String wireName) throws IOException {
        if (expected.uidValidity().isEmpty()) {
            return; // Neither server can open it.
        }
        ImapSession.Status status;
        try {
            status = imap.status(wireName);
        } catch (ImapSession.RefusedException e) {
            comparison.wrong(Topic.Kind.MAILBOXES, place(expected.name()) + " cannot be opened");
            return;
        }
        number(
                Topic.Kind.UID_VALIDITY,
                expected,
                status.uidValidity(),
                expected.uidValidity().getAsLong());
        number(Topic.Kind.UID_NEXT, expected, status.uidNext(), expected.uidNext());
        var messages = new MessageComparison(expected);
        if (status.messages() > 0 || expected.messages().count() > 0) {
            imap.messages(
                    wireName, Math.max(status.messages(), expected.messages().count()), messages::message);
        }
        messages.finish(status.messages());
        comparison.mailbox(messages.seen);
    }

    private void number(Topic.Kind kind, ExpectedMailbox mailbox, long found, long expected) {
        comparison.asked(kind, 1);
        if (found != expected) {
            var name = kind == Topic.Kind.UID_NEXT ? "UIDNEXT" : "UIDVALIDITY";
            comparison.wrong(
                    kind,
                    place(mailbox.name()) + ": " + name + " is " + (found < 0 ? "not told" : found) + ", was "
                            + expected);
        }
    }

    /** The messages of one mailbox. */
    private final class MessageComparison {
        private final ExpectedMailbox mailbox;
        private final ExpectedMessages expected;
        private long seen;
        private int named;

        MessageComparison(ExpectedMailbox mailbox) {
            this.mailbox = mailbox;
            this.expected = mailbox.messages();
        }

        void message(long uid, Set<String> flags) {
            var place = expected.find(uid);
            if (place < 0) {
                wrong(Topic.Kind.UIDS, "the message with UID " + uid + " is not in the old store");
                return;
            }
            if (!expected.see(place)) {
                return; // The server may tell flags again at any time.
            }
            seen++;
            var found = String.join(" ", flags);
            if (!found.equals(expected.flags(place))) {
                wrong(
                        Topic.Kind.FLAGS,
                        "flags of the message with UID " + uid + " are (" + found + "), were (" + expected.flags(place)
                                + ")");
            }
        }

        void finish(long count) {
            comparison.asked(Topic.Kind.UIDS, expected.count());
            comparison.asked(Topic.Kind.FLAGS, seen);
            for (var place = expected.unseen(0); place >= 0; place = expected.unseen(place + 1)) {
                wrong(Topic.Kind.UIDS, "the message with UID " + expected.uid(place) + " is missing");
            }
            if (count != expected.count() && expected.unseenCount() == 0) {
                wrong(Topic.Kind.UIDS, count + " messages are counted, " + expected.count() + " were");
            }
        }

        private void wrong(Topic.Kind kind, String what) {
            comparison.wrong(kind, place(mailbox.name()) + ": " + what, named++ < MOST_NAMED);
        }
    }
}
