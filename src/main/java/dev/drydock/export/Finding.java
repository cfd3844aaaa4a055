package dev.drydock.export;

import java.util.OptionalLong;

/**
 * Something about an export that its reader should know.
 *
 * @param file the name of the file in the directory; empty for the directory itself
 * @param offset where the operation begins, in bytes from the start of the file; empty where the whole file is meant
 * @param structure what it is about, in the words of the format, such as {@code export file}, {@code blob}
 * @param text one sentence without a full stop
 */
public record Finding(Grade grade, String file, OptionalLong offset, String structure, String text) {

    /** How much a finding matters. */
    public enum Grade {
        /** The export must not be imported. */
        ERROR,
        /** The import works, but something is lost, or endangered. */
        WARNING,
        /** Nothing is wrong, but it may surprise. */
        NOTICE
    }

    static Finding of(Grade grade, String file, String structure, String text) {
        return new Finding(grade, file, OptionalLong.empty(), structure, text);
    }

    static Finding at(Grade grade, String file, long offset, String structure, String text) {
        return new Finding(grade, file, OptionalLong.of(offset), structure, text);
    }

    /** For people, on one line. */
    @Override
    public String toString() {
        var place = new StringBuilder();
        if (!file.isEmpty()) {
            place.append(" in ").append(file);
        }
        offset.ifPresent(at -> place.append(" at byte ").append(at));
        return structure + place + ": " + text;
    }
}
