package dev.drydock.layout;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a mailbox, found in the value of its property {@link #FIELD}: number of properties leb, then for each its
 * number u8, the type of its value u8 and the value.
 *
 * <p>Only there to call a mailbox by its name in reports, so whatever it cannot read has no name, rather than being an
 * error.
 */
public final class MailboxName {

    /** The property of a mailbox that holds it as an object. */
    public static final int FIELD = 50;

    private static final int NAME = 13;
    private static final int DEEPEST = 16;
    private static final int FIRST_FREE_KEYWORD = 12;
    private static final int RIGHTS = 8;

    private MailboxName() {}

    /** The name in the object, or empty where it has none or cannot be read. */
    public static Optional<String> of(byte[] object) {
        try {
            return Optional.ofNullable(find(new ByteReader("mailbox", object)));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String find(ByteReader reader) throws MalformedDataException {
        for (var left = reader.leb64("number of properties"); left != 0; left--) {
            var property = reader.u8("property");
            var type = reader.u8("type");
            if (property == NAME && type == 0) {
                return reader.utf8(reader.leb64("length of name"), "name");
            }
            skip(reader, type, 0);
        }
        return null;
    }

    private static void skip(ByteReader reader, int type, int depth) throws MalformedDataException {
        switch (type) {
            case 0, 7 -> reader.skip(reader.leb64("length"), "text or bytes");
            case 1, 4, 5 -> reader.leb64("number, id or date");
            case 2, 3, 12 -> {} // true, false, null
            case 6 -> skipBlobId(reader);
            case 8 -> skipKeyword(reader);
            case 9 -> skipElements(reader, false, depth);
            case 10 -> skipElements(reader, true, depth);
            case 11 -> {
                for (var left = reader.leb64("number of grants"); left != 0; left--) {
                    reader.leb32("grantee");
                    reader.skip(RIGHTS, "rights");
                }
            }
            default -> throw reader.malformed("a type of value from 0 to 12 before this place, not " + type);
        }
    }

    private static void skipElements(ByteReader reader, boolean named, int depth) throws MalformedDataException {
        if (depth == DEEPEST) {
            throw reader.malformed("at most " + DEEPEST + " levels of lists and objects");
        }
        for (var left = reader.leb64("number of elements"); left != 0; left--) {
            if (named) {
                reader.u8("property");
            }
            skip(reader, reader.u8("type"), depth + 1);
        }
    }

    private static void skipKeyword(ByteReader reader) throws MalformedDataException {
        var keyword = reader.leb64("keyword");
        if (keyword < 0 || keyword >= FIRST_FREE_KEYWORD) {
            reader.skip(keyword - FIRST_FREE_KEYWORD, "keyword");
        }
    }

    private static void skipBlobId(ByteReader reader) throws MalformedDataException {
        var kind = reader.u8("kind of blob id");
        reader.skip(BlobHash.LENGTH, "hash");
        reader.leb32("account");
        if ((kind & 0x10) != 0) {
            reader.u8("collection");
            reader.leb32("document");
        } else {
            reader.leb64("expiry");
        }
        if ((kind & 0x0F) != 0) {
            reader.leb64("begin of section");
            reader.leb64("size of section");
        }
    }
}
