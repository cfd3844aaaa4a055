package dev.drydock.store;

import dev.drydock.conversion.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Copies files as cheaply as their file system can. */
public final class FileCopy {

    /** Bytes that are copied before somebody is told. */
    private static final long STEP = 64 << 20;

    private FileCopy() {}

    /**
     * Lets the file system share the blocks between original and copy, where it can; else nothing of it is copied, and what
     * is at the copy counts for nothing. By a child process, since Java has no such call.
     */
    public static boolean cloned(Path from, Path to) throws IOException {
        if (!Files.getFileStore(from).equals(Files.getFileStore(to.getParent()))) {
            return false;
        }
        try {
            var cp = new ProcessBuilder("cp", "--reflink=always", "--", from.toString(), to.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!cp.waitFor(1, TimeUnit.MINUTES)) {
                cp.destroyForcibly().waitFor();
            }
            return cp.exitValue() == 0 && Files.size(to) == Files.size(from);
        } catch (IOException e) {
            // No such program here; the copy is made by ourselves.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Copies all bytes within the kernel. */
    public static void copy(FileChannel from, FileChannel to, Progress progress) throws IOException {
        var size = from.size();
        for (var at = 0L; at < size; ) {
            progress.at("the file", at, OptionalLong.of(size), Progress.Unit.BYTES);
            var moved = from.transferTo(at, Math.min(STEP, size - at), to);
            if (moved <= 0) {
                throw new IOException("the file became shorter while it was read");
            }
            at += moved;
        }
    }
}
