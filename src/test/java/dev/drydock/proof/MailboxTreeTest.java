package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.proof.MailboxTree.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTreeTest {

    private static final List<Node> NODES = List.of(
            new Node(0, 0, "Posteingang"),
            new Node(1, 0, "Trash"),
            new Node(2, 1, "inbox"),
            new Node(3, 3, "of 2"),
            new Node(4, 1, "old"),
            new Node(5, 0, "Inbox"),
            new Node(6, 99, "of nothing"));

    @Test
    void namesMailboxesByTheirPath() {
        assertThat(MailboxTree.own(NODES))
                .hasToString("{INBOX=0, INBOX/inbox=2, INBOX/inbox/of 2=3, INBOX/old=4, Inbox 2=5, Trash=1}");
    }

    @Test
    void showsOthersWhatTheyMaySeeUnderItsOwnName() {
        assertThat(MailboxTree.shared(NODES, "Shared Folders/sales", id -> id != 2))
                .hasToString("{Shared Folders/sales/Inbox=5, Shared Folders/sales/Posteingang=0,"
                        + " Shared Folders/sales/Posteingang/old=4, Shared Folders/sales/Trash=1}");
    }

    @Test
    void endsWhereAMailboxLiesInItself() {
        assertThat(MailboxTree.own(List.of(new Node(0, 0, "Inbox"), new Node(1, 2, "self"))))
                .hasToString("{INBOX=0}");
    }
}
