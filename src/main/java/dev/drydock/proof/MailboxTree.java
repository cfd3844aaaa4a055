package dev.drydock.proof;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Gives mailboxes the names under which IMAP shows them, as both versions of the server do. */
final class MailboxTree {

    /** The mailbox that every account has, whatever it is called. */
    private static final int INBOX = 0;

    private static final int DEEPEST = 100;

    /**
     * A mailbox as it is stored.
     *
     * @param parent the id of the mailbox that it lies in plus one; 0 for none
     */
    record Node(int id, long parent, String name) {}

    private final List<Node> nodes;
    private final boolean own;
    private final TreeMap<String, Integer> paths = new TreeMap<>();

    private MailboxTree(List<Node> nodes, boolean own) {
        this.nodes = nodes;
        this.own = own;
    }

    /** Ids by name, as their owner sees them. Of two mailboxes with one name only the last is to be had. */
    static Map<String, Integer> own(List<Node> nodes) {
        var tree = new MailboxTree(nodes, true);
        tree.add(0, "", 0);
        return tree.paths;
    }

    /**
     * Ids by name, as others see them.
     *
     * @param prefix such as {@code Shared Folders/sales}
     * @param visible which of them may be seen; what lies in one that may not, is out of sight too
     */
    static Map<String, Integer> shared(List<Node> nodes, String prefix, IntPredicate visible) {
        var tree = new MailboxTree(
                nodes.stream().filter(node -> visible.test(node.id())).toList(), false);
        tree.add(0, prefix + "/", 0);
        return tree.paths;
    }

    private void add(long parent, String prefix, int depth) {
        for (var node : nodes) {
            if (node.parent() == parent) {
                var path = prefix + (own && node.id() == INBOX ? "INBOX" : node.name());
                // Another mailbox of that name would hide the one that mail is delivered to.
                var shown = path.equalsIgnoreCase("inbox") && node.id() != INBOX ? path + " 2" : path;
                paths.put(shown, node.id());
                if (depth < DEEPEST) {
                    add(Integer.toUnsignedLong(node.id()) + 1, path + "/", depth + 1);
                }
            }
        }
    }
}
