package dev.drydock.demo;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mailbox or script as it lies in property 50, the same in both versions: number of properties leb, then for each its
 * number u8, the type of its value u8 and the value.
 *
 * @param properties values by the number of the property: text as {@code String}; numbers, ids and dates as {@code Long};
 *     {@code Boolean}; lists as {@code List}; parts of contents as {@code Section}; nothing for what a stand-in has no use for
 */
record StoredObject(Map<Integer, Object> properties) {

    static final int IS_ACTIVE = 0;
    static final int SUBSCRIBED = 2;
    static final int NAME = 13;
    static final int PARENT = 14;
    static final int ROLE = 22;
    static final int BLOB = 70;
    /** What IMAP calls UIDVALIDITY. */
    static final int UID_VALIDITY = 76;

    private static final int DEEPEST = 16;
    private static final int FIRST_FREE_KEYWORD = 12;

    /**
     * A part of a content.
     *
     * @param size negative for all of it
     */
    record Section(BlobHash hash, long from, long size) {}

    static StoredObject decode(byte[] bytes) throws MalformedDataException {
        return new StoredObject(properties(new ByteReader("object", bytes), 0));
    }

    Optional<String> text(int property) {
        return properties.get(property) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean isTrue(int property) {
        return Boolean.TRUE.equals(properties.get(property));
    }

    Optional<Section> section(int property) {
        return properties.get(property) instanceof Section section ? Optional.of(section) : Optional.empty();
    }

    Optional<Long> number(int property) {
        return properties.get(property) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    List<?> list(int property) {
        return properties.get(property) instanceof List<?> list ? list : List.of();
    }

    private static Map<Integer, Object> properties(ByteReader reader, int depth) throws MalformedDataException {
        var properties = new HashMap<Integer, Object>();
        for (var left = reader.leb64("number of properties"); left != 0; left--) {
            var property = reader.u8("property");
            value(reader, depth).ifPresent(value -> properties.put(property, value));
        }
        return properties;
    }

    private static Optional<Object> value(ByteReader reader, int depth) throws MalformedDataException {
        if (depth == DEEPEST) {
            throw reader.malformed("at most " + DEEPEST + " levels of lists and objects");
        }
        var type = reader.u8("type");
        switch (type) {
            case 0 -> {
                return Optional.of(reader.utf8(reader.leb64("length"), "text"));
            }
            case 1, 4, 5 -> {
                return Optional.of(reader.leb64("number, id or date"));
            }
            case 2, 3 -> {
                return Optional.of(type == 2);
            }
            case 6 -> {
                return Optional.of(section(reader));
            }
            case 7 -> reader.skip(reader.leb64("length"), "bytes");
            case 8 -> {
                return Optional.of(keyword(reader));
            }
            case 9 -> {
                var list = new ArrayList<Object>();
                for (var left = reader.leb64("number of elements"); left != 0; left--) {
                    value(reader, depth + 1).ifPresent(list::add);
                }
                return Optional.of(list);
            }
            case 10 -> {
                return Optional.of(properties(reader, depth + 1));
            }
            case 11 -> {
                for (var left = reader.leb64("number of grants"); left != 0; left--) {
                    reader.leb32("grantee");
                    reader.u64("rights");
                }
            }
            case 12 -> {}
            default -> throw reader.malformed("a type of value from 0 to 12 before this place, not " + type);
        }
        return Optional.empty();
    }

    private static Section section(ByteReader reader) throws MalformedDataException {
        var kind = reader.u8("kind of blob id");
        var hash = BlobHash.of(reader.bytes(BlobHash.LENGTH, "hash"));
        reader.leb32("account");
        if ((kind & 0x10) != 0) {
            reader.u8("collection");
            reader.leb32("document");
        } else {
            reader.leb64("expiry");
        }
        return (kind & 0x0F) == 0
                ? new Section(hash, 0, -1)
                : new Section(hash, reader.leb64("begin of section"), reader.leb64("size of section"));
    }

    /** A keyword that the server knows by number, or a text, as IMAP writes it. */
    static String keyword(ByteReader reader) throws MalformedDataException {
        var number = reader.leb64("keyword");
        return number >= 0 && number < FIRST_FREE_KEYWORD
                ? KEYWORDS.get((int) number)
                : reader.utf8(number - FIRST_FREE_KEYWORD, "keyword");
    }

    private static final List<String> KEYWORDS = List.of(
            "\\Seen",
            "\\Draft",
            "\\Flagged",
            "\\Answered",
            "\\Recent",
            "\\Important",
            "$Phishing",
            "$Junk",
            "$NotJunk",
            "\\Deleted",
            "$Forwarded",
            "$MDNSent");
}
