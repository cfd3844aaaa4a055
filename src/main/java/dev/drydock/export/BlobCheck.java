package dev.drydock.export;

import dev.drydock.export.Finding.Grade;
import dev.drydock.layout.BlobHash;
import java.util.Arrays;
import java.util.HexFormat;

/** Compares, blob by blob, its contents with the links to it. */
final class BlobCheck {

    private static final String STRUCTURE = "blob";

    private final FindingList findings;
    private final ExportChecker.Contents contents;
    private byte[] hash = {};
    private boolean hasContent;
    private long links;
    private String firstLink = "";

    BlobCheck(FindingList findings, ExportChecker.Contents contents) {
        this.findings = findings;
        this.contents = contents;
    }

    /** Takes a {@link CheckKey} of a blob; they come in order. */
    void accept(byte[] key) {
        var next = Arrays.copyOfRange(key, 1, 1 + BlobHash.LENGTH);
        if (!Arrays.equals(hash, next)) {
            end();
            hash = next;
            hasContent = false;
            links = 0;
        }
        if (CheckKey.isContent(key)) {
            hasContent = true;
        } else if (links++ == 0) {
            firstLink = CheckKey.linked(key).toString();
        }
    }

    /** Ends the last blob. */
    void end() {
        if (contents == ExportChecker.Contents.ELSEWHERE) {
            if (hasContent) {
                add(Grade.ERROR, " has a content here, though all contents stay in a store of their own");
            }
        } else if (links > 0 && !hasContent) {
            add(
                    Grade.WARNING,
                    " has no content, but " + links + " links (" + firstLink
                            + "): the server left it out because it was"
                            + " missing in its blob store, or the file is cut");
        } else if (links == 0 && hasContent) {
            add(Grade.NOTICE, " is held by no document: it is of queued mail, or left over");
        }
    }

    private void add(Grade grade, String text) {
        findings.add(Finding.of(
                grade, ExportFile.BLOB.fileName(), STRUCTURE, HexFormat.of().formatHex(hash) + text));
    }
}
