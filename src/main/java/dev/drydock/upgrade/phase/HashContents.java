package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.Space;
import java.util.List;
import java.util.OptionalLong;

/**
 * Holds every content of the old store against its name, while mail flows again: where both stores have the very same, it
 * was not read before the doors opened.
 */
final class HashContents extends UpgradeStep {

    static final String NAME = "start.contents";

    private static final String DONE = "contents.hashed";
    private static final int NAMED = 10;

    HashContents(Yard yard) {
        super(yard, NAME, "Check every content against its name");
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

    private String hash(StepContext context) throws StoreException, MalformedDataException {
        var progress = new StepProgress(context);
        var contents = 0L;
        var damaged = 0L;
        try (var old = yard.oldStore().openSource();
                var cursor = old.scan(Space.BLOBS)) {
            var total = old.estimatedRows(Space.BLOBS);
            while (cursor.next()) {
                progress.at("contents", contents, known(total, contents), Progress.Unit.RECORDS);
                var key = cursor.key();
                // What the server keeps for itself has another name.
                if (key.length != BlobHash.LENGTH) {
                    continue;
                }
                contents++;
                var hash = BlobHash.of(key);
                if (!StoredBlob.of(hash, cursor.value()).intact() && ++damaged <= NAMED) {
                    context.log(
                            EventLevel.WARN,
                            "Content " + hash + " does not match its name, in the old store as in the new one");
                }
            }
        }
        return contents - damaged + " match their names"
                + (damaged == 0 ? "" : ", " + damaged + " do not, in the old store as in the new one");
    }

    private static OptionalLong known(OptionalLong total, long done) {
        return total.isPresent() && total.getAsLong() >= done ? total : OptionalLong.empty();
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
