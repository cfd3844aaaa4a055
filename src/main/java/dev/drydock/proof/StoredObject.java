package dev.drydock.proof;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The object in the property 50 of mailboxes and scripts: number of properties leb, then for each its number u8, the
 * type of its value u8 and the value. Text is a {@code String}, a number, id or date a {@code Long}, a truth a
 * {@code Boolean}, a list a {@code List}; other values are there without what they say.
 */
final class StoredObject {

    /** The property that is such an object. */
    static final int FIELD = 50;

    static final int IS_ACTIVE = 0;
    static final int IS_SUBSCRIBED = 2;
    static final int NAME = 13;
    static final int PARENT_ID = 14;
    static final int BLOB_ID = 70;
    /** Where mailboxes keep their UIDVALIDITY. */
    static final int CID = 76;

    private static final int DEEPEST = 16;
    private static final int FIRST_FREE_KEYWORD = 12;
    private static final int RIGHTS = 8;

    private final Map<Integer, Object> values = new HashMap<>();

    /** What a blob id says: whose content, and which part of it. */
    record Content(BlobHash hash, long from, long size) {}

    /** Stands for a value that nobody asks for. */
    private record Other() {}

    private static final Other OTHER = new Other();

    private StoredObject() {}

    static StoredObject decode(byte[] value) throws MalformedDataException {
        var reader = new ByteReader("object", value);
        var object = new StoredObject();
        for (var left = reader.leb64("number of properties"); left != 0; left--) {
            var property = reader.u8("property");
            object.values.put(property, value(reader, 0));
        }
        return object;
    }

    Optional<String> text(int property) {
        return values.get(property) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    long number(int property, long otherwise) {
        return values.get(property) instanceof Long number ? number : otherwise;
    }

    boolean isTrue(int property) {
        return Boolean.TRUE.equals(values.get(property));
    }

    List<Long> numbers(int property) {
        var numbers = new ArrayList<Long>();
        if (values.get(property) instanceof List<?> list) {
            for (var element : list) {
                if (element instanceof Long number) {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }

    Optional<Content> content(int property) {
        return values.get(property) instanceof Content content ? Optional.of(content) : Optional.empty();
    }

    private static Object value(ByteReader reader, int depth) throws MalformedDataException {
        if (depth == DEEPEST) {
            throw reader.malformed("at most " + DEEPEST + " levels of lists and objects");
        }
        var type = reader.u8("type");
        return switch (type) {
            case 0 -> reader.utf8(reader.leb64("length of text"), "text");
            case 1, 4, 5 -> reader.leb64("number, id or date");
            case 2 -> true;
            case 3 -> false;
            case 6 -> content(reader);
            case 7 -> {
                reader.skip(reader.leb64("length of bytes"), "bytes");
                yield OTHER;
            }
            case 8 -> {
                keyword(reader);
                yield OTHER;
            }
            case 9 -> {
                var elements = new ArrayList<Object>();
                for (var left = reader.leb64("number of elements"); left != 0; left--) {
                    elements.add(value(reader, depth + 1));
                }
                yield elements;
            }
            case 10 -> {
                for (var left = reader.leb64("number of properties"); left != 0; left--) {
                    reader.u8("property");
                    value(reader, depth + 1);
                }
                yield OTHER;
            }
            case 11 -> {
                for (var left = reader.leb64("number of grants"); left != 0; left--) {
                    reader.leb32("grantee");
                    reader.skip(RIGHTS, "rights");
                }
                yield OTHER;
            }
            case 12 -> OTHER;
            default -> throw reader.malformed("a type of value from 0 to 12 before this place, not " + type);
        };
    }

    private static Content content(ByteReader reader) throws MalformedDataException {
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
                ? new Content(hash, 0, -1)
                : new Content(hash, reader.leb64("begin of section"), reader.leb64("size of section"));
    }

    /** The flags of a message, its property 4, as IMAP writes them: count leb, then each as a number or as text. */
    static List<String> flags(byte[] value) throws MalformedDataException {
        var reader = new ByteReader("keywords", value);
        var flags = new ArrayList<String>();
        for (var left = reader.leb64("number of keywords"); left != 0; left--) {
            flags.add(keyword(reader));
        }
        return flags;
    }

    private static final List<String> KNOWN = List.of(
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

    private static String keyword(ByteReader reader) throws MalformedDataException {
        var keyword = reader.leb64("keyword");
        if (keyword >= 0 && keyword < FIRST_FREE_KEYWORD) {
            return KNOWN.get((int) keyword);
        }
        return new String(reader.bytes(keyword - FIRST_FREE_KEYWORD, "keyword"), StandardCharsets.UTF_8);
    }
}
