package dev.drydock.upgrade.phase;

import dev.drydock.arrival.Arrivals;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What came in while the doors were open, saved as files in the directory of the upgrade before going back. */
final class SavedArrivals {

    /** Name of the directory, with a number where the doors were open before; the fact is how many files it has. */
    static final String ARRIVALS = "arrivals";

    private static final String PLACE = "arrivals.place";
    private static final String UNREADABLE = "arrivals.unreadable";

    private final Yard yard;

    SavedArrivals(Yard yard) {
        this.yard = yard;
    }

    /** Each opening of the doors has a directory of its own. */
    static void forgetPlace(StepContext context) {
        UpgradeStep.forget(context, PLACE);
        UpgradeStep.forget(context, UNREADABLE);
    }

    /**
     * Saves them; what was saved since the doors were last opened is whole, and stays.
     *
     * @throws StepFailedException where they cannot be read; the next time that is no reason any more to stay, for the
     *     store that they are in is kept
     */
    void save(StepContext context) throws StepFailedException, InterruptedException {
        var directory = place(context);
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            save(context, directory);
        } catch (StepFailedException e) {
            var failure = e.failure();
            if (context.recall(UNREADABLE).isEmpty()) {
                context.remember(UNREADABLE, directory.toString());
                throw Attempt.failure(
                        failure.code(),
                        failure.problem(),
                        failure.nextStep() + "; or go back again without them: the new store, and all that is in it, is"
                                + " kept");
            }
            context.log(
                    EventLevel.ERROR,
                    "What came in since the doors opened is not saved as files, only kept with the new store: "
                            + failure.problem());
        }
    }

    private void save(StepContext context, Path directory) throws StepFailedException, InterruptedException {
        Attempt.at("arrivals-not-saved", () -> {
            try (var old = yard.oldStore().openSource();
                    var now = yard.site().readableNewStore(context).openTarget()) {
                var saved = new Arrivals(old, now, new StepProgress(context)).save(directory);
                if (saved.counts().values().stream().allMatch(count -> count == 0)) {
                    context.log(EventLevel.INFO, "Nothing came in since the doors opened");
                    return;
                }
                context.log(
                        EventLevel.WARN,
                        "What came in since the doors opened is saved in " + saved.directory() + ": " + saved.files()
                                + " files; it is not in the old store, to which this goes back");
                context.remember(ARRIVALS, Long.toString(saved.files()));
            }
        });
    }

    private Path place(StepContext context) {
        var known = context.recall(PLACE);
        if (known.isPresent()) {
            return Path.of(known.get());
        }
        var first = yard.blueprint().home().resolve(ARRIVALS);
        var place = first;
        for (var i = 2; Files.exists(place, LinkOption.NOFOLLOW_LINKS); i++) {
            place = first.resolveSibling(ARRIVALS + "-" + i);
        }
        context.remember(PLACE, place.toString());
        return place;
    }
}
