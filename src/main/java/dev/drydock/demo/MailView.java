package dev.drydock.demo;

import dev.drydock.layout.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The mailboxes that somebody sees over IMAP: their own, and those of their groups. What an account shares by an access
 * control list is not among them: neither real version was seen to list that.
 */
final class MailView {

    private static final int INBOX = 0;
    private static final int DEEPEST = 100;

    private final MailStore store;
    private final Principal owner;
    private final String sharedFolder;
    private final SortedMap<String, Place> places = new TreeMap<>();
    private final List<String> unselectable = new ArrayList<>();

    /**
     * Where a name leads.
     *
     * @param subscribed whether the one who looks has subscribed to it
     */
    record Place(MailAccount account, int mailbox, StoredObject object, boolean subscribed) {

        ShownMailbox show() {
            return account.mailbox(mailbox, object);
        }
    }

    /**
     * Looks up all of them.
     *
     * @param sharedFolder under which the mailboxes of others stand
     */
    MailView(MailStore store, Principal owner, String sharedFolder) {
        this.store = store;
        this.owner = owner;
        this.sharedFolder = sharedFolder;
        addAccount(owner.id(), "");
        store.groups(owner.id()).forEach(this::addShared);
    }

    /** Selectable mailboxes by their names, parts joined by slashes. */
    SortedMap<String, Place> places() {
        return places;
    }

    /** Names that only hold others together. */
    List<String> unselectable() {
        return unselectable;
    }

    private void addShared(int account) {
        var principal = store.principal(account);
        if (principal == null) {
            return;
        }
        if (unselectable.isEmpty()) {
            unselectable.add(sharedFolder);
        }
        var prefix = sharedFolder + "/" + principal.name();
        unselectable.add(prefix);
        addAccount(account, prefix);
    }

    private void addAccount(int id, String prefix) {
        var account = store.account(id);
        addChildren(account, account.mailboxes(), 0, prefix, 0);
    }

    /** In ids of parents 0 is none, and n stands for mailbox n - 1. */
    private void addChildren(
            MailAccount account, SortedMap<Integer, StoredObject> mailboxes, long parent, String path, int depth) {
        if (depth == DEEPEST) {
            return;
        }
        mailboxes.forEach((id, object) -> {
            if (object.number(StoredObject.PARENT).orElse(0L) == parent) {
                var isInbox = id == INBOX && !path.startsWith(sharedFolder + "/");
                var own = isInbox ? "INBOX" : object.text(StoredObject.NAME).orElse("");
                var name = path.isEmpty() ? own : path + "/" + own;
                var unique = name.equalsIgnoreCase("inbox") && !isInbox ? name + " 2" : name;
                var subscribed = object.list(StoredObject.SUBSCRIBED).contains((long) owner.id());
                places.put(unique, new Place(account, id, object, subscribed));
                addChildren(account, mailboxes, id + 1L, name, depth + 1);
            }
        });
    }
}
