package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import java.util.List;

/**
 * Holds every content of the old store against its name, while mail flows again: where both stores have the very same, it
 * was not read before the doors opened.
 */
final class HashContents extends UpgradeStep {

    private static final String DONE = "contents.hashed";

    HashContents(Yard yard) {
        super(yard, "start.contents", "Check every content against its name");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, DONE);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        if (context.recall(ConversionProof.CONTENTS_SHARED).isEmpty()) {
            return new StepResult.Skipped("all of them were compared before the doors opened");
        }
        return Attempt.of("contents-not-checked", () -> {
            var words = hash(context);
            context.remember(DONE, yard.clock().instant().toString());
            return StepResult.done(words);
        });
    }

    private String hash(StepContext context) throws StoreException, MalformedDataException, InterruptedException {
        try (var old = yard.oldStore().openSource()) {
            var hashing = ContentHashing.of(old, ContentHashing.Pace.FREE, new StepProgress(context));
            for (var name : hashing.names()) {
                context.log(
                        EventLevel.WARN,
                        "Content " + name + " does not match its name, in the old store as in the new one");
            }
            return hashing.contents() - hashing.damaged() + " match their names"
                    + (hashing.damaged() == 0
                            ? ""
                            : ", " + hashing.damaged() + " do not, in the old store as in the new one");
        }
    }

    @Override
    public void undo(StepContext context) {
        forget(context, DONE);
    }

    @Override
    public List<String> onward() {
        return List.of();
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
