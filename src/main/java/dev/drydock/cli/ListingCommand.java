package dev.drydock.cli;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Listing;
import dev.drydock.conversion.StoreException;
import dev.drydock.export.ExportListing;
import dev.drydock.store.StoreVersion;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a store as text, one line for each record, so that two stores can be compared with any tool. */
@Command(
        name = "listing",
        description = {
            "Write a store as text, one line for each record: letter, key in hex, value.",
            "The value is - for none, a number for counters, else SHA-256 in hex, of contents decompressed. Ordered by"
                    + " letter and key: two stores are equal when their listings are, whatever the backend.",
            "Of an export, a line for each entry: family, account, collection, document, key, value."
        },
        footerHeading = "%nExample:%n",
        footer = "  drydock listing sqlite:/opt/stalwart-mail/data/index.sqlite3 -o /root/listing.tsv")
final class ListingCommand extends CoreCommand {

    @Parameters(
            paramLabel = "STORE",
            converter = LocationConverter.class,
            description = LocationConverter.FORMS + "; of v0.7.3 or v0.8.0.")
    private NamedStore named;

    @Mixin
    private PasswordOptions password;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write it to a new file instead of standard output; with --json, how many lines it has is"
                    + " printed then.")
    private @Nullable Path output;

    @Override
    int run(Session session) throws Exception {
        var store = password.give(named, this);
        if (output == null) {
            if (session.json()) {
                throw usage("a listing is lines of text; with --json, name a file with -o");
            }
            write(session, store, new Unbroken(session.out()));
            return ExitStatus.DONE;
        }
        var directory = output.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new NoSuchFileException(String.valueOf(directory));
        }
        Places.requireOutside(store, output, "listing");
        requireFree(output);
        var lines = writeFile(session, store, output.toAbsolutePath().normalize());
        session.clear();
        if (session.json()) {
            session.out()
                    .println(Json.object()
                            .put("command", "listing")
                            .put("store", store.toString())
                            .put("file", output.toString())
                            .put("lines", lines));
        } else {
            session.out().println("Listed " + Figures.count(lines, "record") + " of " + store + " in " + output + ".");
        }
        return ExitStatus.DONE;
    }

    private static void requireFree(Path file) throws Refusal {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Refusal("output-exists", "The file " + file + " exists already", "Name a new one, or remove it");
        }
    }

    private long writeFile(Session session, NamedStore store, Path file) throws Exception {
        var temporary = file.resolveSibling(
                "." + file.getFileName() + ".drydock-" + HexFormat.of().toHexDigits(new SecureRandom().nextLong()));
        try {
            long lines;
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var channel = FileChannel.open(temporary, options, mode);
                    var writer = Channels.newWriter(channel, StandardCharsets.US_ASCII)) {
                lines = write(session, store, writer);
                writer.flush();
                channel.force(true);
            }
            requireFree(file);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            return lines;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private long write(Session session, NamedStore store, Writer to)
            throws StoreException, MalformedDataException, IOException, Refusal {
        var buffered = new Counted(new BufferedWriter(to, 1 << 16), session.interruption());
        if (store.isExport()) {
            try (var source = session.stores().source(store);
                    var scratch = session.scratch();
                    var listing = ExportListing.of(source, scratch.path(), session.progress())) {
                listing.writeTo(buffered);
            }
        } else if (session.stores().version(store) == StoreVersion.V0_8_0) {
            try (var target = session.stores().target(store)) {
                new Listing(buffered).of(target);
            }
        } else {
            try (var source = session.stores().store(store).openSource()) {
                new Listing(buffered).of(source);
            }
        }
        buffered.writer.flush();
        return buffered.lines;
    }

    /** Counts lines, and ends the work if that is wanted. */
    private static final class Counted implements Appendable {
        private final Writer writer;
        private final Interruption interruption;
        private long lines;

        Counted(Writer writer, Interruption interruption) {
            this.writer = writer;
            this.interruption = interruption;
        }

        @Override
        public Appendable append(CharSequence text) throws IOException {
            writer.append(text);
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) throws IOException {
            writer.append(text, start, end);
            return this;
        }

        @Override
        public Appendable append(char c) throws IOException {
            writer.append(c);
            if (c == '\n') {
                interruption.check();
                lines++;
            }
            return this;
        }
    }

    /** Standard output that says so when its reader has gone, instead of writing on into nothing. */
    private static final class Unbroken extends Writer {
        private final PrintWriter out;

        Unbroken(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            out.write(text, offset, length);
            if (out.checkError()) {
                throw new IOException("Standard output was closed before the end");
            }
        }

        @Override
        public void flush() throws IOException {
            if (out.checkError()) {
                throw new IOException("Standard output was closed before the end");
            }
        }

        @Override
        public void close() {}
    }
}
