package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.rocksdb.RocksDBException;

/** Turns what RocksDB says about a failure into what an admin can act on. */
final class RocksDbFailure {

    private RocksDbFailure() {}

    /** @param what completes "The store NAME …", such as {@code "cannot be opened"} */
    static StoreException of(String name, String what, RocksDBException cause) {
        var message = cause.getMessage() == null ? "no reason given" : clean(cause.getMessage());
        var status = cause.getStatus();
        var kind = status == null ? "" : status.getCode() + " ";
        return new StoreException("The store " + name + " " + what + ": " + message, nextStep(kind + message), cause);
    }

    /**
     * As {@link #of(String, String, RocksDBException)}.
     *
     * @param cause a {@link RocksDBException} or an {@link IOException}
     */
    static StoreException of(String name, String what, Exception cause) {
        if (cause instanceof RocksDBException e) {
            return of(name, what, e);
        }
        var reason = cause instanceof AccessDeniedException e
                ? "Permission denied: " + e.getFile()
                : cause instanceof FileSystemException || cause.getMessage() == null
                        ? cause.toString()
                        : cause.getMessage();
        return new StoreException("The store " + name + " " + what + ": " + reason, nextStep(reason), cause);
    }

    /** One line without a full stop; RocksDB blames the MANIFEST for whatever happens while it reads it. */
    private static String clean(String message) {
        return message.replaceAll("\\s*The file \\S+ may be corrupted\\.", "")
                .replaceAll("\\s+", " ")
                .replaceAll("[. ]+$", "");
    }

    private static String nextStep(String message) {
        var text = message.toLowerCase(Locale.ROOT);
        if (text.contains("permission denied")) {
            return "Run as root, or as the account that owns the store";
        }
        if (text.contains("no space left") || text.contains("disk quota")) {
            return "Free space on that disk, and run again";
        }
        if (text.contains("too many open files")) {
            return "Raise the limit of open files (ulimit -n), and run again";
        }
        if (text.contains("no such file") || text.contains("nosuchfile")) {
            return "A file of the store is missing: bring it back, or copy the whole directory again while the server"
                    + " is stopped";
        }
        if (text.contains("corruption") || text.contains("checksum") || text.contains("truncated")) {
            return "The store is damaged: check the disk, and restore the directory from a backup";
        }
        return "See that the disk is sound and the server is stopped, and run again";
    }
}
