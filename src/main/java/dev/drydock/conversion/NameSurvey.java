package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.InspectionReport.Finding;
import dev.drydock.conversion.InspectionReport.Grade;
import dev.drydock.layout.PrincipalId;
import dev.drydock.layout.v073.DirectoryKey;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of the directory: whom they lead to, and which would not be found in lower case. */
final class NameSurvey {

    private static final String MIXED_CASE = "names-mixed-case";
    private static final String CONFLICT = "names-conflict";

    private final Map<Integer, String> byId = new HashMap<>();
    private final Map<String, String> byLowerCase = new HashMap<>();
    private final Examples mixed = new Examples();
    private final Examples conflicts = new Examples();

    void name(DirectoryKey.NameToId key, byte[] value) throws MalformedDataException {
        var name = new String(key.name(), StandardCharsets.UTF_8);
        byId.put(PrincipalId.decode(value).id(), name);
        var lower = name.toLowerCase(Locale.ROOT);
        if (!lower.equals(name)) {
            mixed.add(name);
        }
        var other = byLowerCase.putIfAbsent(lower, name);
        if (other != null) {
            conflicts.add(other + " and " + name);
        }
    }

    Optional<String> of(int account) {
        return Optional.ofNullable(byId.get(account));
    }

    List<Finding> findings() {
        return List.of(mixedCase(), conflict());
    }

    private Finding mixedCase() {
        if (mixed.count() == 0) {
            return Finding.pass(MIXED_CASE, "All names in the directory are in lower case.");
        }
        return Finding.of(
                        Grade.NOTICE,
                        MIXED_CASE,
                        mixed.count(),
                        "Some names in the directory have capital letters. If they come from an external directory"
                                + " (LDAP, SQL or memory), v0.8.0 looks them up in lower case, and their mailboxes"
                                + " look empty after the official import. Names of the internal directory are not"
                                + " affected.",
                        "If directory.<id>.type is not \"internal\", convert with --external-directory <id>, which"
                                + " puts the names into lower case")
                .with(mixed.named());
    }

    private Finding conflict() {
        if (conflicts.count() == 0) {
            return Finding.pass(CONFLICT, "No two names differ in capital letters only.");
        }
        return Finding.of(
                        Grade.WARN,
                        CONFLICT,
                        conflicts.count(),
                        "Some names differ in capital letters only. In an external directory v0.8.0 takes both for"
                                + " the lower-case one, so that the mail of the other cannot be reached.",
                        "If the directory is external, rename one of each pair, in the directory and in the store,"
                                + " before the upgrade")
                .with(conflicts.named());
    }
}
