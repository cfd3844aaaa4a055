package dev.drydock.cli;

import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.SavedFiles;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.export.ExportSink;
import dev.drydock.translate.Ledger;
import dev.drydock.translate.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a new v0.8.0 store, or an export, from a v0.7.3 store or export. */
@Command(
        name = "convert",
        description = {
            "Make a new v0.8.0 store from a v0.7.3 store or export, or an export from a v0.7.3 store.",
            "The source is only read. The target appears under its name when it is whole, or not at all."
        },
        footerHeading = "%nExample:%n",
        footer = "  drydock convert --from rocksdb:/opt/stalwart-mail/data --to rocksdb:/opt/stalwart-mail/new")
final class ConvertCommand extends CoreCommand {

    private static final String NOT_CARRIED = "-not-carried";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "STORE",
            converter = LocationConverter.class,
            description = "What to read: " + LocationConverter.FORMS + ", of v0.7.3.")
    private NamedStore from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "STORE",
            converter = LocationConverter.class,
            description = "What to make; nothing may be there yet. An export holds what the server's own would.")
    private NamedStore to;

    @Mixin
    private PasswordOptions password;

    @Mixin
    private TargetPasswordOptions targetPassword;

    @Mixin
    private ProfileOptions profile;

    @Option(
            names = "--saved",
            paramLabel = "DIR",
            description = "Where to save, as files, what v0.8.0 has no place for (default: the target's path and"
                    + " -not-carried; of one on a server, the database's name and that in the current directory);"
                    + " made only where there is something to save.")
    private @Nullable Path saved;

    @Option(
            names = "--take-over",
            description =
                    "Between two stores of one backend: take contents, indexes and the change log over as they lie."
                            + " RocksDB's files of them get a second name in the new directory; SQLite, PostgreSQL and"
                            + " MySQL translate nearly all else themselves, on a server into another schema or database.")
    private boolean takesOver;

    @Option(
            names = "--contents-elsewhere",
            description =
                    "The server keeps its contents in another store; those in this one are left over from before.")
    private boolean contentsElsewhere;

    @Override
    int run(Session session) throws Exception {
        if (takesOver && (to.isExport() || from.isExport() || profile.compression != null)) {
            throw usage("--take-over is from store to store, and contents stay in the form that they have");
        }
        if (to.isExport()) {
            requireOptionsOfExport();
        }
        var passwordOptions = new ArrayList<>(password.arguments());
        passwordOptions.addAll(targetPassword.arguments());
        var ends = new ConversionEnds(password.give(from, this), targetPassword.give(to, this), passwordOptions);
        return to.isExport() ? export(session, ends) : store(session, ends);
    }

    private int store(Session session, ConversionEnds ends) throws Exception {
        var profiles = profile.profiles(this);
        var savedDirectory = saved == null ? standardSaved() : saved;
        // In a mount, or beside files of others, a directory below the old store is the only place on its file system.
        if (to.path().isPresent() && !takesOver) {
            Places.requireOutside(from, to.path().get(), "target");
        }
        Places.requireOutside(from, savedDirectory, "directory for saved records");
        session.stores().requireBlank(ends.to());
        requireFree(savedDirectory);
        if (takesOver) {
            return successor(session, ends, profiles, savedDirectory);
        }
        try (var source = session.stores().source(ends.from(), contentsElsewhere)) {
            var leftovers = leftovers(Stream.concat(to.path().stream(), Stream.of(savedDirectory)));
            try (var sink = session.interruption().watching(session.stores().create(ends.to()));
                    var files = SavedFiles.into(savedDirectory)) {
                tell(session, leftovers);
                var ledger = convert(new Conversion(source, profiles.get(), sink, files, session.progress()), files);
                session.clear();
                ConversionView.print(session, new ConversionView.Outcome(ends, profile, ledger, files));
                return ExitStatus.DONE;
            }
        }
    }

    private int successor(Session session, ConversionEnds ends, Supplier<Profile> profiles, Path savedDirectory)
            throws Exception {
        var leftovers = leftovers(Stream.concat(to.path().stream(), Stream.of(savedDirectory)));
        try (var old = session.stores().old(ends.from());
                var sink = session.stores().store(ends.to()).createSuccessor(old, session.progress());
                var files = SavedFiles.into(savedDirectory)) {
            tell(session, leftovers);
            sink.remarks().forEach(session::notice);
            var records = (contentsElsewhere ? StoreRecords.withContentsElsewhere(old) : new StoreRecords(old))
                    .takenOverBy(sink);
            var ledger = convert(
                    new Conversion(
                            records, profiles.get(), session.interruption().watching(sink), files, session.progress()),
                    files);
            session.clear();
            ConversionView.print(session, new ConversionView.Outcome(ends, profile, ledger, files));
            return ExitStatus.DONE;
        }
    }

    private static Ledger convert(Conversion conversion, SavedFiles files) throws Exception {
        var done = false;
        try {
            var ledger = conversion.run();
            done = true;
            return ledger;
        } finally {
            if (!done) {
                // They are finished before the store is: without the store they stand for nothing.
                files.withdraw();
            }
        }
    }

    private void requireOptionsOfExport() {
        if (profile.profile == ProfileOptions.Name.LOSSLESS) {
            throw usage("an export holds exactly what the server's own export holds, so it cannot be lossless; leave"
                    + " --profile out, or convert into a store");
        }
        if (profile.externalDirectory != null || profile.compression != null || saved != null) {
            throw usage("--external-directory, --compression and --saved are for a store as target, not for an export");
        }
    }

    private int export(Session session, ConversionEnds ends) throws Exception {
        var directory = to.path().orElseThrow();
        Places.requireOutside(from, directory, "target");
        session.stores().requireBlank(to);
        try (var source = session.stores().source(ends.from())) {
            var leftovers = leftovers(Stream.of(directory));
            try (var sink = ExportSink.create(directory)) {
                tell(session, leftovers);
                write(session, source, sink);
                var summary = sink.commit();
                session.clear();
                ExportView.print(session, ends, summary);
                return ExitStatus.DONE;
            }
        }
    }

    private static void write(Session session, SourceRecords source, ExportSink sink) throws Exception {
        source.read(
                record -> {
                    session.interruption().check();
                    sink.accept(record);
                },
                session.progress());
        session.interruption().check();
    }

    private Path standardSaved() {
        if (to instanceof StoreOnServer onServer) {
            return Path.of(onServer.place().database().replaceAll("[^A-Za-z0-9_.-]", "_") + NOT_CARRIED)
                    .toAbsolutePath();
        }
        var target = to.path().orElseThrow().toAbsolutePath().normalize();
        return target.resolveSibling(target.getFileName() + NOT_CARRIED);
    }

    private static void requireFree(Path directory) throws Refusal {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new Refusal(
                    "saved-directory-exists",
                    "The directory for records that v0.8.0 has no place for, " + directory + ", exists already",
                    "Move it away if it is of an earlier run, or name another one with --saved");
        }
    }

    private static List<Path> leftovers(Stream<Path> targets) throws IOException {
        var found = new ArrayList<Path>();
        for (var target : targets.toList()) {
            found.addAll(Places.leftovers(target));
        }
        return found;
    }

    /** What an earlier run has left when it was killed: some stores remove it themselves, the rest is told. */
    private static void tell(Session session, List<Path> leftovers) {
        for (var leftover : leftovers) {
            session.notice(
                    Files.exists(leftover, LinkOption.NOFOLLOW_LINKS)
                            ? "An earlier run that was killed has left " + leftover
                                    + "; nothing needs it, remove it when no other run is under way."
                            : "Removed " + leftover + ", left by an earlier run that was killed.");
        }
    }
}
