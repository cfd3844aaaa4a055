package dev.drydock.cli;

import dev.drydock.amendment.RowChangedException;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;

/**
 * Why a command did not do what it was asked for, in the words in which people and scripts are told.
 *
 * @param code stable, for scripts; listed in docs/commands.md
 * @param problem one sentence without a full stop
 * @param nextStep one sentence without a full stop
 */
record Failure(String code, String problem, String nextStep, int status) {

    private static final List<String> NO_SPACE =
            List.of("no space left", "no space is left", "disk full", "disk is full", "quota exceeded", "sqlite_full");

    static Failure usage(String problem, String nextStep) {
        return new Failure("usage", problem, nextStep, ExitStatus.USAGE);
    }

    /** For a sentence that becomes the end of another. */
    static String lowerFirst(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    static Failure of(Throwable thrown) {
        if (thrown instanceof Refusal refusal) {
            return new Failure(refusal.code(), refusal.problem(), refusal.nextStep(), ExitStatus.REFUSED);
        }
        if (thrown instanceof StoreInUseException inUse) {
            return new Failure("store-in-use", inUse.problem(), inUse.nextStep(), ExitStatus.REFUSED);
        }
        if (thrown instanceof RowChangedException changed) {
            return new Failure("row-changed", changed.problem(), changed.nextStep(), ExitStatus.REFUSED);
        }
        if (thrown instanceof StoreException failure && isMemory(failure)) {
            return outOfMemory(failure.problem());
        }
        if (thrown instanceof StoreException failure) {
            return new Failure(code(failure), failure.problem(), failure.nextStep(), ExitStatus.FAILED);
        }
        if (thrown instanceof MalformedDataException malformed) {
            return failed(
                    "malformed-data",
                    String.valueOf(malformed.getMessage()),
                    "What is written there is not what v0.7.3 or v0.8.0 writes: restore a backup, or export again;"
                            + " if the server itself is content with it, report this as a bug in Drydock");
        }
        if (thrown instanceof Interruption.Interrupted) {
            return failed(
                    "interrupted",
                    "Interrupted before the end",
                    "Nothing was left behind and nothing of the source was touched; start again when you like");
        }
        if (thrown instanceof OutOfMemoryError) {
            return outOfMemory("Java has run out of memory");
        }
        if (thrown instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return of(unchecked.getCause());
        }
        if (thrown instanceof DirectoryIteratorException unchecked && unchecked.getCause() != null) {
            return of(unchecked.getCause());
        }
        if (thrown instanceof IOException e) {
            return failed(code(e), problem(e), "Look at the path, the permissions on it and the room on its disk");
        }
        return failed(
                "bug",
                "This is a bug in Drydock: " + thrown,
                "Run the same command with --debug and report what it prints, with the version, to the project");
    }

    private static String problem(IOException e) {
        if (!(e instanceof FileSystemException failure)) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof AccessDeniedException) {
            return "Permission denied: " + failure.getFile();
        }
        if (e instanceof NoSuchFileException) {
            return "There is no such file or directory: " + failure.getFile();
        }
        return failure.getFile() + ": " + (failure.getReason() == null ? failure : failure.getReason());
    }

    private static Failure outOfMemory(String problem) {
        return failed(
                "out-of-memory",
                problem + "; it has " + Figures.size(Runtime.getRuntime().maxMemory()) + " at most",
                "Give Java more, four times the largest message at least, for example with java -Xmx2g -jar"
                        + " drydock.jar");
    }

    /** Native clients tell the end of the memory in words of their own. */
    private static boolean isMemory(StoreException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof OutOfMemoryError || message.contains("out of memory")) {
                return true;
            }
        }
        return false;
    }

    private static Failure failed(String code, String problem, String nextStep) {
        return new Failure(code, problem, nextStep, ExitStatus.FAILED);
    }

    private static String code(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException) {
                return "permission-denied";
            }
            var message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("permission denied")) {
                return "permission-denied";
            }
            if (NO_SPACE.stream().anyMatch(message::contains)) {
                return "no-space";
            }
        }
        return thrown instanceof StoreException ? "store-failed" : "io-failed";
    }
}
