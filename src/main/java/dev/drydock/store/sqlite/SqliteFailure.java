package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says what SQLite or the file system could not do, on what, and what helps. */
final class SqliteFailure {

    // Primary result codes of SQLite; sqlite-jdbc gives them as the error code of the SQLException.
    private static final int PERM = 3;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int NOMEM = 7;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int TOOBIG = 18;
    private static final int CONSTRAINT = 19;
    private static final int NOTADB = 26;

    /** What to do about a file that is damaged. */
    static final String RECOVER = "Put back a good copy, or recover this one into a new file with"
            + " \"sqlite3 FILE .recover | sqlite3 NEWFILE\" and look at what is missing";

    private SqliteFailure() {}

    /** @param what what was being read, such as {@code table b (bitmaps)} */
    static StoreException reading(Path file, String what, SQLException e) {
        var problem = "Cannot read " + what + " of " + file;
        return switch (e.getErrorCode()) {
            case CORRUPT ->
                new StoreException(
                        problem + ": the database is damaged, or cut short (" + e.getMessage() + ")", RECOVER, e);
            case NOTADB -> notADatabase(file, e);
            case IOERR ->
                new StoreException(
                        problem + ": the disk reports an error (" + e.getMessage() + ")",
                        "Look at the kernel's log for this disk, and copy the file to another one",
                        e);
            case BUSY, LOCKED ->
                new StoreInUseException(problem + ": another process has it locked", "Stop the service first");
            case NOMEM, TOOBIG ->
                new StoreException(problem + ": a value does not fit in memory", "Give Java more memory with -Xmx", e);
            case PERM, CANTOPEN, READONLY ->
                new StoreException(
                        problem + ": it cannot be opened (" + e.getMessage() + ")",
                        "Run this as a user who may read the file",
                        e);
            default ->
                new StoreException(
                        problem + ": " + e.getMessage(), "Check the file with \"PRAGMA integrity_check\" on a copy", e);
        };
    }

    /** @param what what was being written, such as {@code table s (settings)} */
    static StoreException writing(Path file, String what, SQLException e) {
        var problem = "Cannot write " + what + " of the new store " + file;
        return switch (e.getErrorCode()) {
            case FULL -> noSpace(problem, e);
            case IOERR ->
                new StoreException(
                        problem + ": the disk reports an error (" + e.getMessage() + ")",
                        "Look at the free space, quotas and the kernel's log for this disk, or choose another one",
                        e);
            case TOOBIG ->
                new StoreException(
                        problem + ": the value is larger than SQLite takes (1,000,000,000 bytes)",
                        "Convert into RocksDB instead",
                        e);
            case PERM, CANTOPEN, READONLY ->
                new StoreException(
                        problem + ": it cannot be written (" + e.getMessage() + ")",
                        "Run this as a user who may write in " + file.getParent(),
                        e);
            default ->
                new StoreException(
                        problem + ": " + e.getMessage(), "Nothing was left behind; look at the disk and try again", e);
        };
    }

    /** @param what what was being changed, such as {@code table s (settings)} */
    static StoreException changing(Path file, String what, SQLException e) {
        var problem = "Cannot change " + what + " of " + file;
        return switch (e.getErrorCode()) {
            case BUSY, LOCKED ->
                new StoreInUseException(problem + ": another process has it open", "Stop the service first");
            case FULL ->
                new StoreException(
                        problem + ": no space is left on its file system", "Free some space there, and start again", e);
            case IOERR ->
                new StoreException(
                        problem + ": the disk reports an error (" + e.getMessage() + ")",
                        "Look at the free space, quotas and the kernel's log for this disk, and start again",
                        e);
            case PERM, CANTOPEN, READONLY ->
                new StoreException(
                        problem + ": it cannot be written (" + e.getMessage() + ")",
                        "Run this as the account that owns the file",
                        e);
            default -> reading(file, what, e);
        };
    }

    static boolean isDuplicateKey(SQLException e) {
        return e.getErrorCode() == CONSTRAINT;
    }

    static StoreException notADatabase(Path file, @Nullable SQLException e) {
        return new StoreException(
                "The file " + file + " is not an SQLite database, or it is encrypted",
                "Name the file that store.<id>.path of the configuration names",
                e);
    }

    /** A file operation of ours that failed; {@code problem} says which, without a full stop. */
    static StoreException of(String problem, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new StoreException(problem + ": permission denied", "Run this as a user who may", e);
        }
        if (e instanceof NoSuchFileException missing) {
            return new StoreException(problem + ": there is no " + missing.getFile(), "Look at the path", e);
        }
        var reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        if (reason != null && (reason.contains("No space left") || reason.contains("quota exceeded"))) {
            return noSpace(problem, e);
        }
        return new StoreException(
                problem + ": " + (reason == null ? e.toString() : reason),
                "Look at the path, its file system and the permissions on it",
                e);
    }

    private static StoreException noSpace(String problem, Exception e) {
        return new StoreException(
                problem + ": no space is left on its file system",
                "Free some space or choose another place; nothing was left behind",
                e);
    }
}
