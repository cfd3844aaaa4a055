package dev.drydock.proof;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Principal;
import dev.drydock.layout.PrincipalId;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.UsedQuotaKey;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** The names and quotas of the old store: all of the directory that is kept in memory. */
final class OldDirectory {

    private final boolean lowerCase;
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, Long> quotas = new HashMap<>();
    private final Map<Integer, Long> used = new HashMap<>();

    /** @param lowerCase whether the new server looks names up in lower case */
    OldDirectory(boolean lowerCase) {
        this.lowerCase = lowerCase;
    }

    void entry(byte[] key, byte[] value) throws MalformedDataException {
        var decoded = DirectoryKey.decode(key);
        if (decoded instanceof DirectoryKey.NameToId name) {
            var text = new String(name.name(), StandardCharsets.UTF_8);
            names.put(PrincipalId.decode(value).id(), lowerCase ? text.toLowerCase(Locale.ROOT) : text);
        } else if (decoded instanceof DirectoryKey.PrincipalKey key22) {
            quotas.put(key22.id(), Principal.decode(value).quota());
        }
    }

    void used(byte[] key, long bytes) throws MalformedDataException {
        used.put(UsedQuotaKey.decode(key).principal(), bytes);
    }

    Optional<String> name(int id) {
        return Optional.ofNullable(names.get(id));
    }

    boolean knows(int id) {
        return quotas.containsKey(id);
    }

    OptionalLong quota(int id) {
        var quota = quotas.get(id);
        return quota == null ? OptionalLong.empty() : OptionalLong.of(quota);
    }

    long used(int id) {
        return used.getOrDefault(id, 0L);
    }

    /** The names of all accounts, groups and lists that the store itself holds. */
    SortedSet<String> principals() {
        var found = new TreeSet<String>();
        quotas.keySet().forEach(id -> name(id).ifPresent(found::add));
        return found;
    }
}
