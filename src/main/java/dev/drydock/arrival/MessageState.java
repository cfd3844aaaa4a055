package dev.drydock.arrival;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The properties of a message that say where it is and how it is marked, the same in both versions. */
final class MessageState {

    /** Property of the mailboxes: number leb, then for each mailbox id leb and UID leb. */
    static final int MAILBOXES = 7;

    /** Property of the flags: number leb, then for each a number leb; from 12 up it is the length of a text, plus 12. */
    static final int FLAGS = 4;

    private static final List<String> KNOWN = List.of(
            "\\Seen",
            "\\Draft",
            "\\Flagged",
            "\\Answered",
            "\\Recent",
            "$Important",
            "$Phishing",
            "$Junk",
            "$NotJunk",
            "\\Deleted",
            "$Forwarded",
            "$MDNSent");

    private MessageState() {}

    /** UIDs by mailbox id; empty where there is no value. */
    static SortedMap<Integer, Long> mailboxes(byte @Nullable [] value) throws MalformedDataException {
        var uids = new TreeMap<Integer, Long>(Integer::compareUnsigned);
        if (value != null) {
            var reader = new ByteReader("mailboxes of a message", value);
            for (var left = reader.leb32("number"); left > 0; left--) {
                var id = reader.leb32("mailbox");
                uids.put(id, Integer.toUnsignedLong(reader.leb32("UID")));
            }
        }
        return uids;
    }

    /** The flags in order of their names; empty where there is no value. */
    static List<String> flags(byte @Nullable [] value) throws MalformedDataException {
        var flags = new TreeSet<String>();
        if (value != null) {
            var reader = new ByteReader("flags of a message", value);
            for (var left = reader.leb32("number"); left > 0; left--) {
                var flag = reader.leb64("flag");
                if (flag >= 0 && flag < KNOWN.size()) {
                    flags.add(KNOWN.get((int) flag));
                } else {
                    flags.add(reader.utf8(flag - KNOWN.size(), "flag"));
                }
            }
        }
        return new ArrayList<>(flags);
    }
}
