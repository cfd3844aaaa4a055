package dev.drydock.layout;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An account, group or list of the directory, the same in both versions: byte 1, id leb, type u8, quota leb, name,
 * description, secrets, emails. A string is its length leb and UTF-8; a list is its count leb and its strings.
 *
 * @param id unsigned 32 bits
 * @param type 0 individual, 1 group, 2 resource, 3 location, 4 superuser, 5 list; others are carried as they are
 * @param quota bytes, 0 for none; unsigned 64 bits
 * @param description empty for none
 * @param secrets password hashes and the like; kept out of {@link #toString()}
 */
public record Principal(
        int id, int type, long quota, String name, String description, List<String> secrets, List<String> emails) {

    private static final int MARKER = 1;

    public Principal {
        secrets = List.copyOf(secrets);
        emails = List.copyOf(emails);
    }

    public static Principal decode(byte[] value) throws MalformedDataException {
        var reader = new ByteReader("principal", value);
        if (reader.u8("marker") != MARKER) {
            throw new MalformedDataException("principal", 0, "marker " + MARKER);
        }
        var decoded = new Principal(
                reader.leb32("id"),
                reader.u8("type"),
                reader.leb64("quota"),
                string(reader, "name"),
                string(reader, "description"),
                strings(reader, "secrets"),
                strings(reader, "emails"));
        reader.end();
        return decoded;
    }

    private static String string(ByteReader reader, String what) throws MalformedDataException {
        return reader.utf8(reader.leb64("length of " + what), what);
    }

    private static List<String> strings(ByteReader reader, String what) throws MalformedDataException {
        var count = reader.count(reader.leb64("number of " + what), 1, what);
        var list = new ArrayList<String>(count);
        for (var i = 0; i < count; i++) {
            list.add(string(reader, what));
        }
        return list;
    }

    public byte[] encode() {
        var writer = new ByteWriter(128).u8(MARKER).leb32(id).u8(type).leb64(quota);
        string(writer, name);
        string(writer, description);
        strings(writer, secrets);
        strings(writer, emails);
        return writer.toByteArray();
    }

    private static void string(ByteWriter writer, String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        writer.leb32(bytes.length).bytes(bytes);
    }

    private static void strings(ByteWriter writer, List<String> values) {
        writer.leb32(values.size());
        for (var value : values) {
            string(writer, value);
        }
    }

    /** The same principal under another name. */
    public Principal withName(String other) {
        return new Principal(id, type, quota, other, description, secrets, emails);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "principal " + Integer.toUnsignedString(id) + " " + name;
    }
}
