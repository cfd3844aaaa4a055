package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.Profile;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Proves an export or a new store against the v0.7.3 source it came from, record by record. */
public final class Verification {

    private final SourceRecords source;
    private final Path workDirectory;
    private final Progress progress;

    /** @param workDirectory an existing directory for temporary files, needed only where something differs */
    public Verification(SourceRecords source, Path workDirectory, Progress progress) {
        this.source = source;
        this.workDirectory = workDirectory;
        this.progress = progress;
    }

    /**
     * Compares a v0.8.0 store with what the source yields by the rules of a profile, and checks every content in it
     * against its name. A server that has already run on the store has changed it: verify before the first start.
     *
     * @param profiles a fresh profile for each reading
     */
    public Comparison target(TargetStore target, Supplier<Profile> profiles)
            throws StoreException, MalformedDataException {
        return compare(profiles, new StoredRecords(target), target.name());
    }

    /**
     * The same without the contents themselves, for a target that has the very contents of the source, not copies: a content
     * counts as there where its key is, and its marker must be there just then. The source tells their keys by
     * {@link StoreRecords#withContentsKnownBy}.
     */
    public Comparison targetButContents(TargetStore target, Supplier<Profile> profiles)
            throws StoreException, MalformedDataException {
        var letters = EnumSet.allOf(Letter.class);
        letters.remove(Letter.BLOB);
        return targetOf(letters, target, profiles);
    }

    /**
     * The same as {@link #target}, for a target of which only a part can be seen, such as one that was laid out from an
     * export. What the source yields under the other letters is not looked for, and they are said to be not compared.
     *
     * @param seen the letters of which the target holds all that the real one has
     */
    public Comparison targetOf(Set<Letter> seen, TargetStore target, Supplier<Profile> profiles)
            throws StoreException, MalformedDataException {
        var expected = new TranslatedRecords(source, profiles);
        NewRecords expectedOfSeen = (receiver, told) -> expected.read(
                (letter, key, value) -> {
                    if (seen.contains(letter)) {
                        receiver.accept(letter, key, value);
                    }
                },
                told);
        return compare(expectedOfSeen, new StoredRecords(target, seen), seen, target.name());
    }

    /**
     * Compares an export with the source, by what the official import would make of either. What v0.8.0's import drops
     * from an export (term indexes, text tokens of messages) is not compared.
     */
    public Comparison export(SourceRecords export) throws StoreException, MalformedDataException {
        Supplier<Profile> official = () -> OfficialProfile.create(BlobForm.AS_STORED);
        return compare(official, new TranslatedRecords(export, official), export.name());
    }

    private Comparison compare(Supplier<Profile> profiles, NewRecords found, String foundName)
            throws StoreException, MalformedDataException {
        return compare(new TranslatedRecords(source, profiles), found, EnumSet.allOf(Letter.class), foundName);
    }

    private Comparison compare(NewRecords expected, NewRecords found, Set<Letter> letters, String foundName)
            throws StoreException, MalformedDataException {
        var comparison =
                new Comparer(expected, found, letters, workDirectory, progress).compare(source.name(), foundName);
        if (comparison.differences().isEmpty()) {
            return comparison;
        }
        return new RecordNames(source, comparison.differences()).name(comparison);
    }
}
