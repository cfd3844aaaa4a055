package dev.drydock.cli;

import dev.drydock.amendment.Amendment;
import dev.drydock.amendment.AmendmentFile;
import dev.drydock.conversion.StoreException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings computed changes into a v0.8.0 store; called by the console, as the account that owns the store. */
@Command(
        name = "amend",
        hidden = true,
        description = {
            "Bring the changes of a file that the console has computed into a v0.8.0 store, or take them back.",
            "May be repeated, also after it was killed; refused where a record is neither as before nor as after."
        },
        footerHeading = "%nExample:%n",
        footer = "  drydock amend apply rocksdb:/opt/stalwart-mail/data /opt/stalwart-mail/extras.amendment")
final class AmendCommand extends CoreCommand {

    /** What to do with the changes, as it is written on the command line. */
    enum Direction {
        APPLY("apply", "Applied"),
        TAKE_BACK("take-back", "Took back");

        private final String word;
        private final String past;

        Direction(String word, String past) {
            this.word = word;
            this.past = past;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    @Parameters(index = "0", paramLabel = "apply|take-back", description = "${COMPLETION-CANDIDATES}.")
    private Direction direction;

    @Parameters(
            index = "1",
            paramLabel = "STORE",
            converter = LocationConverter.class,
            description = "The store to change, of v0.8.0: " + LocationConverter.STORES + ".")
    private NamedStore named;

    @Parameters(index = "2", paramLabel = "FILE", description = "The file of changes.")
    private Path file;

    @Mixin
    private PasswordOptions password;

    @Override
    int run(Session session) throws Exception {
        if (named.isExport()) {
            throw usage("an export cannot be amended; name a store");
        }
        var store = password.give(named, this);
        var amendment = AmendmentFile.open(file);
        var outcome = amend(session, store, amendment);
        session.clear();
        if (session.json()) {
            session.out()
                    .println(Json.object()
                            .put("command", "amend")
                            .put("direction", direction.toString())
                            .put("store", store.toString())
                            .put("file", file.toString())
                            .put("title", amendment.title())
                            .put("rows", outcome.rows())
                            .put("changed", outcome.changed()));
        } else {
            session.out()
                    .println(Page.clean(direction.past + " " + Figures.count(outcome.rows(), "change") + " ("
                            + amendment.title() + ") in " + store + "; "
                            + Figures.count(outcome.changed(), "record") + " written."));
        }
        return ExitStatus.DONE;
    }

    private Amendment.Outcome amend(Session session, NamedStore store, AmendmentFile amendment) throws Exception {
        try (var editor = session.stores().editor(store)) {
            var work = new Amendment(amendment, editor, session.progress());
            return direction == Direction.APPLY ? work.apply() : work.takeBack();
        } catch (Interruption.Interrupted e) {
            throw new StoreException(
                    "Interrupted before the end; some records of " + store + " may be changed already",
                    "Run the same command again: it goes on where it stopped",
                    e);
        }
    }
}
