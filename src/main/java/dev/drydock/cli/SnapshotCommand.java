package dev.drydock.cli;

import dev.drydock.store.StoreLocation;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the state of a store that is in use to another place. */
@Command(
        name = "snapshot",
        description = {
            "Bring the state that a v0.7.3 store has now to another place, while its server works on it.",
            "RocksDB's tables and contents get a second name there; SQLite's file is copied. The server is not held up."
        },
        footerHeading = "%nExample:%n",
        footer = "  drydock snapshot --from rocksdb:/opt/stalwart-mail/data --to rocksdb:/opt/stalwart-mail/now")
final class SnapshotCommand extends CoreCommand {

    @Option(
            names = "--from",
            required = true,
            paramLabel = "STORE",
            converter = LocationConverter.class,
            description = "The store: rocksdb:DIR or sqlite:FILE.")
    private NamedStore from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "STORE",
            converter = LocationConverter.class,
            description = "Where to; of the same kind, and nothing may be there yet.")
    private NamedStore to;

    @Override
    int run(Session session) throws Exception {
        if (!(from instanceof StoreInFiles source
                && to instanceof StoreInFiles target
                && source.location().kind() == target.location().kind()
                && source.location().kind() != StoreLocation.Kind.EXPORT)) {
            throw usage("a snapshot is from a store in files to one of the same kind; a database server has its own");
        }
        var path = target.location().path().toAbsolutePath();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new Refusal("target-not-blank", "Something lies at " + path + " already", "Name another place");
        }
        session.stores().driver(source).snapshot(source.location().path().toAbsolutePath(), path);
        session.clear();
        session.out().println(session.json() ? Json.object().put("made", to.toString()) : "Made " + to);
        return ExitStatus.DONE;
    }
}
