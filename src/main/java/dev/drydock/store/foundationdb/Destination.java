package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where backups go: {@code file:///DIRECTORY} on the machines that backup agents run on, or
 * {@code blobstore://KEY@HOST:PORT/NAME?bucket=BUCKET}. It holds no secret, because it is an argument of the tools, which
 * everybody on the machine can see.
 *
 * <p>The forms are those of "Backup URLs" in FoundationDB's documentation of 7.1, and what the tools refuse is refused here
 * as well: {@code BackupContainerLocalDirectory} and {@code S3BlobStoreEndpoint::fromString} in {@code fdbclient}.
 *
 * @param url as the tools take it
 */
public record Destination(String url) {

    static final String OBJECT_STORE = "blobstore://";

    private static final String DIRECTORY = "file://";
    private static final String FORMS = "Write file:///DIRECTORY or blobstore://KEY@HOST:PORT/NAME?bucket=BUCKET";

    /** Key, host with port, name, parameters. */
    private static final Pattern STORE =
            Pattern.compile("blobstore://(?:([^@/?]*)@)?([^@/?:]+)(?::([0-9]{1,5}))?/([A-Za-z0-9_./-]+)\\?(.+)");

    /**
     * Reads one as an admin writes it.
     *
     * @throws StoreException for a secret in it, and for what the tools would refuse
     */
    public static Destination parse(String url) throws StoreException {
        if (url.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new StoreException("The destination of a backup holds a character that is no plain ASCII", FORMS);
        }
        if (url.startsWith(DIRECTORY)) {
            return ofDirectory(url);
        }
        if (url.startsWith(OBJECT_STORE)) {
            return ofObjectStore(url);
        }
        throw new StoreException("The destination of a backup is neither a directory nor an object store", FORMS);
    }

    private static Destination ofDirectory(String url) throws StoreException {
        try {
            var path = Path.of(url.substring(DIRECTORY.length()));
            if (!path.isAbsolute() || path.getNameCount() == 0 || !path.equals(path.normalize())) {
                throw new StoreException(
                        "The destination " + url + " names no absolute path without detours",
                        "Write file:// and the path, which begins with a slash, and no . or .. in it");
            }
            if (Files.exists(path) && !path.toRealPath().equals(path)) {
                throw new StoreException(
                        "The destination " + url + " leads over a symbolic link, which the tools refuse",
                        "Write " + DIRECTORY + path.toRealPath());
            }
            return new Destination(DIRECTORY + path);
        } catch (InvalidPathException e) {
            throw new StoreException("The destination " + url + " is no path: " + e.getReason(), FORMS, e);
        } catch (IOException e) {
            throw new StoreException(
                    "The destination " + url + " cannot be looked at: " + e.getMessage(), "Look at its disk", e);
        }
    }

    /** What was written is not repeated in a message before it is known that no secret is in it. */
    private static Destination ofObjectStore(String url) throws StoreException {
        var at = url.indexOf('@');
        if (at >= 0 && url.substring(OBJECT_STORE.length(), at).contains(":")) {
            throw new StoreException(
                    "The destination of the backup holds a secret, between its key and the @",
                    "Leave it out and fill in the field for it: arguments are seen by everybody on the machine");
        }
        var form = STORE.matcher(url);
        if (!form.matches()) {
            throw new StoreException("The destination of the backup has not the form of an object store", FORMS);
        }
        var bucket = false;
        for (var parameter : form.group(5).split("&", -1)) {
            var equals = parameter.indexOf('=');
            if (equals <= 0 || equals == parameter.length() - 1) {
                throw new StoreException(
                        "The destination of the backup has a parameter without name or value behind its ?", FORMS);
            }
            if (parameter.startsWith("header=")) {
                throw new StoreException(
                        "The destination of the backup has a header, which may hold a secret",
                        "Leave it out: arguments are seen by everybody on the machine");
            }
            bucket |= parameter.startsWith("bucket=");
        }
        if (!bucket) {
            throw new StoreException("The destination " + url + " names no bucket", FORMS);
        }
        return new Destination(url);
    }

    /** The directory; empty where it is no directory. */
    public Optional<Path> directory() {
        return url.startsWith(DIRECTORY) ? Optional.of(Path.of(url.substring(DIRECTORY.length()))) : Optional.empty();
    }

    /** Whether it is an object store, so that tools and agents need credentials. */
    public boolean isObjectStore() {
        return url.startsWith(OBJECT_STORE);
    }

    /** The account of the object store, {@code KEY@HOST}, by which its secret is looked up; empty where it needs none. */
    public Optional<String> account() {
        var form = STORE.matcher(url);
        return form.matches() && form.group(1) != null
                ? Optional.of(form.group(1) + "@" + form.group(2))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return url;
    }
}
