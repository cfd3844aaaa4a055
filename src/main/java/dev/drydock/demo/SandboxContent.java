package dev.drydock.demo;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.Principal;
import dev.drydock.layout.PrincipalId;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.LookupCounterKey;
import dev.drydock.layout.v073.LookupKey;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.Space;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything in the store of a sandbox: four accounts, a group and a list, mail, a queue, a report, settings and among
 * them a certificate.
 *
 * @param now when messages got into the queue, more or less; the mail is always of the same spring
 */
record SandboxContent(SourceWriter writer, Instant now, SelfSignedCertificate certificate) {

    static final String DOMAIN = "harbour.example";
    static final String HOSTNAME = "mail." + DOMAIN;

    private static final long QUOTA = 1L << 30;
    private static final int INDIVIDUAL = 0;
    private static final int GROUP = 1;
    private static final int LIST = 5;
    private static final int CREW = 4;
    private static final int ALL_HANDS = 5;
    private static final byte[] NOTHING = {};

    /** Somebody with an account; the id is the place in the list. */
    record Account(int id, String name, String fullName) {

        String address() {
            return name + "@" + DOMAIN;
        }

        SandboxMessage.Person person() {
            return new SandboxMessage.Person(fullName, address());
        }
    }

    static final List<Account> ACCOUNTS = List.of(
            new Account(0, "ada", "Ada Marlow"),
            new Account(1, "ben", "Ben Okafor"),
            new Account(2, "clara", "Clara Lindqvist"),
            new Account(3, "deniz", "Deniz Aydin"));

    void write() throws StoreException {
        directory();
        var blobs = new SandboxBlobs(writer);
        for (var account : ACCOUNTS) {
            new SandboxMail(writer, blobs, account).write();
        }
        for (var group : new int[] {CREW, ALL_HANDS}) {
            new SandboxMailboxes(writer, group).standard();
        }
        new SandboxQueue(writer, blobs, now).write();
        settings();
        put(
                new LookupKey(utf8("m:berth@" + DOMAIN)).encode(),
                new ByteWriter().u64(Long.MAX_VALUE).toByteArray());
        writer.add(new LookupCounterKey(utf8("bayes ham")).encode(), 112);
        writer.add(new LookupCounterKey(utf8("bayes spam")).encode(), 8);
    }

    private void directory() throws StoreException {
        for (var account : ACCOUNTS) {
            principal(new Principal(
                    account.id(),
                    INDIVIDUAL,
                    QUOTA,
                    account.name(),
                    account.fullName(),
                    List.of("secret-" + account.name()),
                    List.of(account.address())));
            member(account.id(), ALL_HANDS);
        }
        principal(new Principal(CREW, GROUP, 0, "crew", "Deck crew", List.of(), List.of("crew@" + DOMAIN)));
        member(1, CREW);
        member(3, CREW);
        principal(
                new Principal(ALL_HANDS, LIST, 0, "all-hands", "Everybody", List.of(), List.of("all-hands@" + DOMAIN)));
        put(new DirectoryKey.Domain(utf8(DOMAIN)).encode(), NOTHING);
    }

    private void principal(Principal principal) throws StoreException {
        var id = new PrincipalId(principal.id(), principal.type()).encode();
        put(new DirectoryKey.NameToId(utf8(principal.name())).encode(), id);
        for (var address : principal.emails()) {
            put(new DirectoryKey.AddressToId(utf8(address)).encode(), id);
        }
        put(new DirectoryKey.PrincipalKey(principal.id()).encode(), principal.encode());
    }

    private void member(int principal, int group) throws StoreException {
        put(new DirectoryKey.MemberOf(principal, group).encode(), NOTHING);
        put(new DirectoryKey.Members(group, principal).encode(), NOTHING);
    }

    private void settings() throws StoreException {
        var settings = new TreeMap<>(Map.of(
                "version.spam-filter", "0",
                "certificate.harbour.cert", certificate.certificate(),
                "certificate.harbour.private-key", certificate.privateKey(),
                "certificate.harbour.default", "true",
                "report.analysis.addresses", "postmaster@*",
                "session.throttle.ip.key", "remote_ip",
                "session.throttle.ip.concurrency", "5",
                "session.throttle.ip.enable", "true"));
        for (var setting : settings.entrySet()) {
            put(new SettingKey(utf8(setting.getKey())).encode(), utf8(setting.getValue()));
        }
    }

    private void put(byte[] key, byte[] value) throws StoreException {
        writer.put(Space.VALUES, key, value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
