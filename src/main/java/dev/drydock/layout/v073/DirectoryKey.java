package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key of an entry of the internal directory, in {@code v}: a class, and what it asks for. v0.8.0 and export files count
 * the same classes from 0 on.
 */
public sealed interface DirectoryKey {

    /** The class of names in v0.7.3, from which the others count. */
    int FIRST_CLASS = 20;

    /** The place of the key's class, from 0. */
    int kind();

    /** Writes what follows the class. */
    ByteWriter writeTo(ByteWriter writer);

    default byte[] encode() {
        return encode(FIRST_CLASS);
    }

    /** The key as it is where classes count from {@code firstClass}. */
    default byte[] encode(int firstClass) {
        return writeTo(new ByteWriter().u8(firstClass + kind())).toByteArray();
    }

    static DirectoryKey decode(byte[] key) throws MalformedDataException {
        return decode(key, FIRST_CLASS);
    }

    /** Reads a key from where classes count from {@code firstClass}. */
    static DirectoryKey decode(byte[] key, int firstClass) throws MalformedDataException {
        var reader = new ByteReader("directory key", key);
        var found = reader.u8("class");
        var decoded = switch (found - firstClass) {
            case NameToId.KIND -> new NameToId(reader.rest());
            case AddressToId.KIND -> new AddressToId(reader.rest());
            case PrincipalKey.KIND -> new PrincipalKey(reader.leb32("principal"));
            case Domain.KIND -> new Domain(reader.rest());
            case MemberOf.KIND -> new MemberOf(reader.u32("principal"), reader.u32("group"));
            case Members.KIND -> new Members(reader.u32("group"), reader.u32("member"));
            default -> throw new MalformedDataException("directory key", 0, "a class of the directory, not " + found);
        };
        reader.end();
        return decoded;
    }

    /**
     * Leads from the name of a principal to its {@link dev.drydock.layout.PrincipalId}.
     *
     * @param name UTF-8
     */
    record NameToId(byte[] name) implements DirectoryKey {

        private static final int KIND = 0;

        @Override
        public int kind() {
            return KIND;
        }

        @Override
        public ByteWriter writeTo(ByteWriter writer) {
            return writer.bytes(name);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NameToId key && Arrays.equals(name, key.name);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(name);
        }

        @Override
        public String toString() {
            return "name " + Printable.of(name);
        }
    }

    /**
     * Leads from a mail address to a principal.
     *
     * @param address UTF-8
     */
    record AddressToId(byte[] address) implements DirectoryKey {

        private static final int KIND = 1;

        @Override
        public int kind() {
            return KIND;
        }

        @Override
        public ByteWriter writeTo(ByteWriter writer) {
            return writer.bytes(address);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof AddressToId key && Arrays.equals(address, key.address);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(address);
        }

        @Override
        public String toString() {
            return "address " + Printable.of(address);
        }
    }

    /**
     * Holds a {@link dev.drydock.layout.Principal}; the id is leb.
     *
     * @param id unsigned 32 bits
     */
    record PrincipalKey(int id) implements DirectoryKey {

        private static final int KIND = 2;

        @Override
        public int kind() {
            return KIND;
        }

        @Override
        public ByteWriter writeTo(ByteWriter writer) {
            return writer.leb32(id);
        }

        @Override
        public String toString() {
            return "principal " + Integer.toUnsignedString(id);
        }
    }

    /**
     * Says that mail for a domain is taken in.
     *
     * @param name UTF-8
     */
    record Domain(byte[] name) implements DirectoryKey {

        private static final int KIND = 3;

        @Override
        public int kind() {
            return KIND;
        }

        @Override
        public ByteWriter writeTo(ByteWriter writer) {
            return writer.bytes(name);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Domain key && Arrays.equals(name, key.name);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(name);
        }

        @Override
        public String toString() {
            return "domain " + Printable.of(name);
        }
    }

    /** Says that a principal belongs to a group. */
    record MemberOf(int principal, int group) implements DirectoryKey {

        private static final int KIND = 5;

        @Override
        public int kind() {
            return KIND;
        }

        @Override
        public ByteWriter writeTo(ByteWriter writer) {
            return writer.u32(principal).u32(group);
        }
    }

    /** The same, seen from the group. */
    record Members(int group, int member) implements DirectoryKey {

        private static final int KIND = 6;

        @Override
        public int kind() {
            return KIND;
        }

        @Override
        public ByteWriter writeTo(ByteWriter writer) {
            return writer.u32(group).u32(member);
        }
    }
}
