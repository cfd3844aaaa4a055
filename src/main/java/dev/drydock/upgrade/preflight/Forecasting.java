package dev.drydock.upgrade.preflight;

import dev.drydock.installation.ByteCount;
import dev.drydock.installation.configuration.StoreKind;
import dev.drydock.store.sql.ServerFacts;
import dev.drydock.store.sql.TableBackup;
import dev.drydock.upgrade.preflight.Forecast.PhaseTime;
import dev.drydock.upgrade.preflight.Forecast.Room;
import dev.drydock.upgrade.preflight.Forecast.Seconds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out a {@link Forecast} from the sizes that were found. */
final class Forecasting {

    private final Size size;

    /**
     * What lies in the store.
     *
     * @param bytes of its files; null where not all of them could be counted
     * @param records null where the store could not be read
     * @param roundTrip how long an answer of the database server takes; zero for files
     * @param contentsElsewhere whether the contents of messages lie in another store, which stays as it is
     * @param contentsAfter whether a database server copies contents only once mail flows again, where Drydock converts
     */
    record Size(
            String kind,
            @Nullable Long bytes,
            @Nullable Long records,
            Duration roundTrip,
            boolean contentsElsewhere,
            boolean contentsAfter) {

        boolean isRocksDb() {
            return kind.equals(StoreKind.ROCKSDB.type());
        }

        /** Whether both stores have the very same contents, where Drydock converts, so that none is read before mail flows. */
        boolean sharesContents() {
            return isRocksDb() || contentsAfter;
        }

        /** A guess where nobody has counted them. */
        double estimatedRecords(long known) {
            return records != null ? records : known / Speeds.bytesPerRecord(contentsElsewhere);
        }
    }

    Forecasting(Size size) {
        this.size = size;
    }

    /** For what the checks have seen; {@code records} is null where they could not read the store. */
    static Forecast of(Scene scene, @Nullable Long records) throws IOException, InterruptedException {
        if (scene.blueprint().node() != null) {
            return ofNode(space(Demands.byFileSystem(scene), true));
        }
        if (scene.cluster().isPresent()) {
            return ofCluster(
                    space(Demands.byFileSystem(scene), Demands.storeBytes(scene).isPresent()));
        }
        var store = scene.blueprint().store();
        var counted = Demands.isStoreCounted(scene);
        var seen = Demands.storeBytes(scene);
        var bytes = counted && seen.isPresent() ? Long.valueOf(seen.getAsLong()) : null;
        var roundTrip = scene.server().map(ServerFacts::roundTrip).orElse(Duration.ZERO);
        var size = new Size(
                store.kind(),
                bytes,
                records,
                roundTrip,
                store.hasContentsElsewhere(),
                TableBackup.copiesAfter(store.backup().values()));
        var direct = scene.blueprint().request().isDirect();
        return new Forecasting(size)
                .forecast(
                        space(Demands.byFileSystem(scene), counted),
                        direct,
                        scene.blueprint().request().canBeDirect(store));
    }

    /** How long it is held is the first node's matter. */
    private static Forecast ofNode(List<Room> space) {
        var opening = Speeds.fixed("start.server");
        return new Forecast(
                List.of(
                        new PhaseTime("prepare", Speeds.fixed("prepare"), Seconds.NONE),
                        standing("stop", Seconds.NONE),
                        standing("join", null),
                        standing("install", Seconds.NONE),
                        new PhaseTime("start", opening.plus(Speeds.fixed("start")), opening)),
                null,
                space,
                "How long this node stands still is for the first one to say, which has to be proven before this one"
                        + " goes on",
                null);
    }

    /** Nobody has measured a cluster, and how long it waits to be cleared is for people. */
    private static Forecast ofCluster(List<Room> space) {
        return new Forecast(
                List.of(
                        new PhaseTime("prepare", Speeds.fixed("prepare"), Seconds.NONE),
                        standing("stop", Seconds.NONE),
                        standing("export", null),
                        standing("backup", null),
                        standing("install", Seconds.NONE),
                        standing("import", null),
                        standing("trial", Seconds.NONE),
                        new PhaseTime(
                                "start",
                                Speeds.fixed("start.server").plus(Speeds.fixed("start")),
                                Speeds.fixed("start.server"))),
                null,
                space,
                "Nobody has measured export, backup and import with FoundationDB; and mail stands still until the key range"
                        + " is cleared, for which the run waits",
                null);
    }

    static List<Room> space(List<List<Demand>> byFileSystem, boolean counted) {
        return byFileSystem.stream()
                .map(demands -> new Room(
                        demands.get(0).space().fileSystem(),
                        demands.stream().map(Demand::what).collect(Collectors.joining(", ")),
                        demands.stream().mapToLong(Demand::least).sum(),
                        counted ? demands.stream().mapToLong(Demand::likely).sum() : null,
                        demands.get(0).space().usable()))
                .toList();
    }

    Forecast forecast(List<Room> space) {
        return forecast(space, false, false);
    }

    /**
     * Works it out.
     *
     * @param direct whether Drydock converts the store itself
     * @param hasOther whether there is a choice
     */
    Forecast forecast(List<Room> space, boolean direct, boolean hasOther) {
        var phases = phases(direct);
        return new Forecast(phases, stopped(phases), space, basis(), hasOther ? stopped(phases(!direct)) : null);
    }

    private List<PhaseTime> phases(boolean direct) {
        var opening = Speeds.fixed("start.server");
        var phases = new ArrayList<PhaseTime>();
        phases.add(new PhaseTime("prepare", Speeds.fixed("prepare"), Seconds.NONE));
        phases.add(standing("stop", Seconds.NONE));
        if (direct) {
            phases.add(standing("convert", both(conversion(), comparison(!size.sharesContents()))));
            phases.add(standing("install", Seconds.NONE));
        } else {
            phases.add(standing("export", both(official(), comparison(true))));
            phases.add(standing("backup", Seconds.NONE));
            phases.add(standing("install", Seconds.NONE));
            phases.add(standing("import", both(official(), comparison(true))));
        }
        phases.add(standing("trial", Seconds.NONE));
        var late = direct && size.sharesContents() ? both(account(), late()) : account();
        phases.add(new PhaseTime("start", both(both(opening, Speeds.fixed("start")), late), opening));
        return phases;
    }

    /** Contents that are shared are not touched, others are copied. */
    private @Nullable Seconds conversion() {
        var bytes = size.bytes();
        if (bytes == null) {
            return null;
        }
        var copied = size.sharesContents() ? 0 : bytes / Speeds.copiedBytes(size.kind());
        return Speeds.range(size.estimatedRecords(bytes) / Speeds.convertedRecords(size.kind()) + copied);
    }

    /** What follows once mail flows again: contents are copied where they were not, and hashed. */
    private @Nullable Seconds late() {
        var bytes = size.bytes();
        return bytes == null
                ? null
                : Speeds.range(
                        bytes / Speeds.HASHED_BYTES + (size.isRocksDb() ? 0 : bytes / Speeds.copiedBytes(size.kind())));
    }

    private static PhaseTime standing(String phase, @Nullable Seconds work) {
        var seconds = both(Speeds.fixed(phase), work);
        return new PhaseTime(phase, seconds, seconds);
    }

    /** Half of what the server's own export and import take together: they were measured as one. */
    private @Nullable Seconds official() {
        var bytes = size.bytes();
        if (bytes == null) {
            return null;
        }
        var both = Math.max(
                bytes / Speeds.officialBytes(size.kind()),
                size.estimatedRecords(bytes) / Speeds.officialRecords(size.kind()));
        var waiting = size.estimatedRecords(bytes)
                * Speeds.ROUND_TRIPS
                * size.roundTrip().toNanos()
                / 1e9;
        return Speeds.range((both + waiting) / 2);
    }

    /**
     * Every record held against the old store.
     *
     * @param hashes whether every content is hashed too
     */
    private @Nullable Seconds comparison(boolean hashes) {
        var bytes = size.bytes();
        return bytes == null
                ? null
                : Speeds.range((hashes ? bytes / Speeds.HASHED_BYTES : 0)
                        + size.estimatedRecords(bytes) / Speeds.COMPARED_RECORDS);
    }

    /** The old store is read twice more, once for each account of its records, while mail flows again. */
    private @Nullable Seconds account() {
        var bytes = size.bytes();
        return bytes == null ? null : Speeds.range(2 * size.estimatedRecords(bytes) / Speeds.COMPARED_RECORDS);
    }

    private static @Nullable Seconds both(@Nullable Seconds one, @Nullable Seconds other) {
        return one == null || other == null ? null : one.plus(other);
    }

    private static @Nullable Seconds stopped(List<PhaseTime> phases) {
        Seconds all = Seconds.NONE;
        for (var phase : phases) {
            all = both(all, phase.stopped());
        }
        return all;
    }

    private String basis() {
        var bytes = size.bytes();
        if (bytes == null) {
            return "Not all of the store could be counted, so the time of what reads and writes it is not known";
        }
        var known = new ArrayList<String>();
        known.add(ByteCount.of(bytes) + " of store files");
        if (size.records() != null) {
            known.add(size.records() + " records");
        }
        if (!size.roundTrip().isZero()) {
            known.add(String.format(
                    Locale.ROOT,
                    "%.1f ms for an answer of the database",
                    size.roundTrip().toNanos() / 1e6));
        }
        return "Reckoned from " + String.join(" and ", known) + (size.contentsElsewhere() ? " without contents" : "")
                + ", at speeds measured with the real programs on a store of 6,000 messages and with Drydock's own"
                + " comparisons; the larger figures are for a machine " + Speeds.SLOWER + " times slower";
    }
}
