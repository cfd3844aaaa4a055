package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.InspectionReport.Contents;
import dev.drydock.conversion.InspectionReport.Finding;
import dev.drydock.conversion.InspectionReport.Grade;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.StoredBlob;
import dev.drydock.translate.SourceRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Contents, and the links and markers that belong to them. Sources give all records of one content one after the
 * other, so what is known of it is settled as soon as the next one begins.
 */
final class ContentSurvey {

    private static final String ELSEWHERE = "contents-elsewhere";
    private static final String MISSING = "contents-missing";
    private static final String DAMAGED = "contents-damaged";
    private static final String UNCOMMITTED = "contents-uncommitted";
    private static final String NOT_HERE = "Not checked: the contents are not in this store.";

    /** Hashes of missing contents that are kept, to tell which queued messages miss theirs. */
    private static final int MISSING_KEPT = 10_000;

    private final boolean export;
    private final Examples missing = new Examples();
    private final Examples damaged = new Examples();
    private final Examples uncommitted = new Examples();
    private final Set<BlobHash> missingHashes = new HashSet<>();
    private final Set<BlobHash> awaited = new HashSet<>();
    private long links;
    private long markers;
    private long present;
    private long compressed;
    private boolean inOrder = true;

    private @Nullable BlobHash current;
    private @Nullable Document owner;
    private boolean marked;
    private boolean found;
    private boolean committed;

    ContentSurvey(boolean export) {
        this.export = export;
    }

    /** Asks to remember whether this content comes; to be said before the first content is seen. */
    void await(BlobHash hash) {
        awaited.add(hash);
    }

    void see(SourceRecord record) throws MalformedDataException {
        if (record instanceof SourceRecord.BlobLink link) {
            begin(link.hash());
            links++;
            owner = owner == null ? link.document() : owner;
        } else if (record instanceof SourceRecord.BlobCommit commit) {
            begin(commit.hash());
            markers++;
            marked = true;
        } else if (record instanceof SourceRecord.BlobContent content && content.key().length == BlobHash.LENGTH) {
            content(BlobHash.of(content.key()), content);
        }
    }

    private void content(BlobHash hash, SourceRecord.BlobContent content) {
        begin(hash);
        found = true;
        committed = content.committed();
        present++;
        awaited.remove(hash);
        var blob = StoredBlob.of(hash, content.stored());
        if (blob.form() == StoredBlob.Form.LZ4) {
            compressed++;
        }
        if (!blob.intact()) {
            damaged.add(describe(hash));
        }
    }

    private void begin(BlobHash hash) {
        var before = current;
        if (before != null && before.equals(hash)) {
            return;
        }
        settle();
        inOrder &= before == null || before.compareTo(hash) < 0;
        current = hash;
        owner = null;
        marked = false;
        found = false;
        committed = false;
    }

    private void settle() {
        var hash = current;
        if (hash == null) {
            return;
        }
        if (!found && (owner != null || marked)) {
            if (missingHashes.size() < MISSING_KEPT) {
                missingHashes.add(hash);
            }
            if (owner != null) {
                missing.add(describe(hash));
            }
        } else if (found && !committed && owner != null) {
            uncommitted.add(describe(hash));
        }
    }

    private String describe(BlobHash hash) {
        var holder = owner;
        return hash.toString().substring(0, 16) + (holder == null ? "..., linked by nothing" : "..., of " + holder);
    }

    /** To be called after the last record. */
    void finish() {
        settle();
        current = null;
    }

    /** Whether this content is known to be missing; false is no proof that it is there. */
    boolean isMissing(BlobHash hash) {
        return !isElsewhere() && (missingHashes.contains(hash) || awaited.contains(hash));
    }

    /** Markers of contents and not one content: they lie in another store, or in none. */
    boolean isElsewhere() {
        return !export && markers > 0 && present == 0;
    }

    Contents contents() {
        return new Contents(links, present, compressed, missing.count());
    }

    List<Finding> findings() {
        return List.of(elsewhere(), missing(), damaged(), uncommitted());
    }

    private Finding elsewhere() {
        if (!isElsewhere()) {
            return Finding.pass(
                    ELSEWHERE, present == 0 ? "No contents are linked." : "The contents are in this store.");
        }
        return Finding.of(
                Grade.WARN,
                ELSEWHERE,
                markers,
                "Not one content is in this store, but markers of contents are: they live outside it, in the store"
                        + " that storage.blob names (S3, a file system, another database).",
                "Leave that store as it is, see that it is reachable and backed up, and check its contents there");
    }

    private Finding missing() {
        if (isElsewhere()) {
            return Finding.skip(MISSING, NOT_HERE);
        }
        if (!inOrder) {
            return Finding.skip(
                    MISSING,
                    "Not checked: the links of this export do not stand beside their contents, as in one that Drydock"
                            + " has made. check-export brings them together.");
        }
        if (missing.count() == 0) {
            return Finding.pass(MISSING, "Every content that is linked is there.");
        }
        return Finding.of(
                        Grade.FAIL,
                        MISSING,
                        missing.count(),
                        export
                                ? "Some contents that documents link to are not in the export: the exporter has passed"
                                        + " over them with a warning. Their messages cannot be opened after the import."
                                : "Some contents that documents link to are not in the store. Their"
                                        + " messages cannot be opened today, and not after the upgrade.",
                        "Restore these contents from a backup first, or accept that they are lost")
                .with(missing.named());
    }

    private Finding damaged() {
        if (isElsewhere()) {
            return Finding.skip(DAMAGED, NOT_HERE);
        }
        if (damaged.count() == 0) {
            return Finding.pass(DAMAGED, "Every content matches its name (BLAKE3).");
        }
        return Finding.of(
                        Grade.FAIL,
                        DAMAGED,
                        damaged.count(),
                        "Some contents do not match their name (BLAKE3): they were changed or damaged after the server"
                                + " wrote them.",
                        "Look for errors of the disk, and restore these contents from a backup first")
                .with(damaged.named());
    }

    private Finding uncommitted() {
        if (export) {
            return Finding.skip(UNCOMMITTED, "An export holds only contents that have their commit marker.");
        }
        if (uncommitted.count() == 0) {
            return Finding.pass(UNCOMMITTED, "Every linked content has its commit marker.");
        }
        return Finding.of(
                        Grade.WARN,
                        UNCOMMITTED,
                        uncommitted.count(),
                        "Some contents are linked and there, but lack their commit marker. The official export leaves"
                                + " them out: their messages cannot be opened after the official import. The profile"
                                + " lossless carries those that match their name, with a marker.",
                        "Convert with the profile lossless, or let the lossless extras be added after the import")
                .with(uncommitted.named());
    }
}
