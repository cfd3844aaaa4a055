package dev.drydock.translate;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Principal;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v080.Letter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Puts the names of an external directory into lower case, in the name→id keys and inside the principals, because
 * v0.8.0 looks them up so; otherwise the mailboxes of {@code John.Doe} look empty.
 *
 * <p>Names that would become one are left as they are and noted: which of the two accounts owns the lower-case name is
 * not ours to guess. Names and principals are held until all names are known: memory grows with the number of accounts,
 * not with their mail.
 */
final class LowerCaseNames implements Rule {

    private final String directory;
    private final List<SourceRecord.Entry> held = new ArrayList<>();
    private final Map<String, List<String>> spellings = new HashMap<>();

    LowerCaseNames(String directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "directory, names in lower case";
    }

    @Override
    public Set<Family> families() {
        return Set.of(Family.DIRECTORY);
    }

    @Override
    public Outcome apply(SourceRecord record) throws MalformedDataException {
        var entry = (SourceRecord.Entry) record;
        var key = DirectoryKey.decode(entry.key());
        if (key instanceof DirectoryKey.NameToId name) {
            var spelling = new String(name.name(), StandardCharsets.UTF_8);
            spellings
                    .computeIfAbsent(spelling.toLowerCase(Locale.ROOT), lower -> new ArrayList<>(1))
                    .add(spelling);
        } else if (!(key instanceof DirectoryKey.PrincipalKey)) {
            return asItIs(entry);
        }
        held.add(entry);
        return new Outcome.Held();
    }

    @Override
    public List<Settled> finish() throws MalformedDataException {
        var settled = new ArrayList<Settled>(held.size());
        for (var entry : held) {
            settled.add(new Settled(
                    entry,
                    DirectoryKey.decode(entry.key()) instanceof DirectoryKey.NameToId name
                            ? name(entry, new String(name.name(), StandardCharsets.UTF_8))
                            : principal(entry)));
        }
        held.clear();
        return settled;
    }

    private Outcome name(SourceRecord.Entry entry, String spelling) throws MalformedDataException {
        var lower = spelling.toLowerCase(Locale.ROOT);
        var all = spellings.getOrDefault(lower, List.of());
        if (all.size() > 1) {
            return Outcome.carried(
                    List.of(new TargetRecord.Value(
                            Letter.DIRECTORY, OfficialProfile.directoryKey(entry.key()), entry.value())),
                    new Note(
                            "name-conflict",
                            "\"" + spelling + "\" of directory " + directory + " is left as it is: in lower case "
                                    + String.join(" and ", quoted(all)) + " would become one name. v0.8.0 finds only"
                                    + " the account named \"" + lower + "\"; rename the others in the directory and in"
                                    + " the store before you upgrade"));
        }
        var key = OfficialProfile.directoryKey(entry.key());
        var moved = lower.getBytes(StandardCharsets.UTF_8);
        var lowerKey = new byte[1 + moved.length];
        lowerKey[0] = key[0];
        System.arraycopy(moved, 0, lowerKey, 1, moved.length);
        return Outcome.carried(new TargetRecord.Value(Letter.DIRECTORY, lowerKey, entry.value()));
    }

    private Outcome principal(SourceRecord.Entry entry) throws MalformedDataException {
        var principal = Principal.decode(entry.value());
        var lower = principal.name().toLowerCase(Locale.ROOT);
        if (lower.equals(principal.name())
                || spellings.getOrDefault(lower, List.of()).size() > 1) {
            return asItIs(entry);
        }
        return Outcome.carried(new TargetRecord.Value(
                Letter.DIRECTORY,
                OfficialProfile.directoryKey(entry.key()),
                principal.withName(lower).encode()));
    }

    private static Outcome asItIs(SourceRecord.Entry entry) throws MalformedDataException {
        return Outcome.carried(
                new TargetRecord.Value(Letter.DIRECTORY, OfficialProfile.directoryKey(entry.key()), entry.value()));
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").toList();
    }
}
