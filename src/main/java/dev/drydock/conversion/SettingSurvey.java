package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import dev.drydock.conversion.InspectionReport.Finding;
import dev.drydock.conversion.InspectionReport.Grade;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.translate.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings in the store, by name only, and which of them v0.8.0 takes from its configuration file instead. What is
 * local stands in the public source of the server at tag v0.8.0, {@code crates/common/src/manager/config.rs}; v0.7.3
 * has the same list without certificates.
 */
final class SettingSurvey {

    private static final String CERTIFICATES = "certificates";
    private static final String IGNORED = "settings-ignored";
    private static final String CERTIFICATE = "certificate.";
    private static final String NOT_LOCAL = "server.blocked-ip.";

    private static final List<String> LOCAL_GROUPS =
            List.of("store.", "directory.", "tracer.", "server.", "authentication.fallback-admin.");

    private static final Set<String> LOCAL = Set.of(
            "cluster.node-id",
            "storage.data",
            "storage.blob",
            "storage.lookup",
            "storage.fts",
            "storage.directory",
            "lookup.default.hostname");

    private final Examples ignored = new Examples();
    private final Set<String> certificates = new TreeSet<>();
    private long certificateSettings;
    private long count;

    void see(SourceRecord.Entry entry) throws MalformedDataException {
        count++;
        var name = SettingKey.decode(entry.key()).name();
        var key = new String(name, StandardCharsets.UTF_8);
        if (key.startsWith(CERTIFICATE)) {
            certificateSettings++;
            certificate(key);
        } else if (isLocal(key)) {
            ignored.add(Printable.of(name));
        }
    }

    /** {@code certificate.<id>.cert}, {@code certificate.<id>.private-key} and so on are one certificate. */
    private void certificate(String key) {
        if (certificates.size() < Finding.EXAMPLES) {
            var end = key.indexOf('.', CERTIFICATE.length());
            var id = key.substring(CERTIFICATE.length(), end < 0 ? key.length() : end);
            certificates.add(Printable.of(id.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static boolean isLocal(String key) {
        return !key.startsWith(NOT_LOCAL)
                && (LOCAL.contains(key) || LOCAL_GROUPS.stream().anyMatch(key::startsWith));
    }

    long count() {
        return count;
    }

    List<Finding> findings() {
        return List.of(certificates(), ignored());
    }

    private Finding certificates() {
        if (certificateSettings == 0) {
            return Finding.pass(CERTIFICATES, "No certificate is kept among the settings in the store.");
        }
        return Finding.of(
                        Grade.WARN,
                        CERTIFICATES,
                        certificateSettings,
                        "Certificates in the store vanish: v0.8.0 takes the settings certificate.* from its"
                                + " configuration file only, ignores those in the store, and serves a self-signed"
                                + " certificate, unless config.local-keys in the file says otherwise.",
                        "Copy the settings certificate.* into the configuration file before v0.8.0 starts")
                .with(certificates.stream().map(id -> "certificate." + id).toList());
    }

    private Finding ignored() {
        if (ignored.count() == 0) {
            return Finding.pass(IGNORED, "No setting in the store is one that belongs into the configuration file.");
        }
        return Finding.of(
                        Grade.NOTICE,
                        IGNORED,
                        ignored.count(),
                        "Some settings in the store are of a kind that both versions take from the configuration"
                                + " file only, unless config.local-keys in the file says otherwise. They have no"
                                + " effect today, and none after the upgrade.",
                        "Nothing, if the server works as you wish; else write them into the configuration file")
                .with(ignored.named());
    }
}
