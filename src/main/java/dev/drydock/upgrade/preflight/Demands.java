package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.StoreException;
import dev.drydock.installation.Space;
import dev.drydock.installation.configuration.Compression;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreKind;
import dev.drydock.store.sql.ServerFacts;
import dev.drydock.upgrade.blueprint.StoredFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Estimates what the upgrade takes of which file system, from the sizes of what is there. */
final class Demands {

    /** The journal, the log and what is sorted. */
    private static final long HOME_LEAST = 64L << 20;

    private static final long HOME_LIKELY = 256L << 20;

    /** An archive of the vendor, and the program in it. */
    private static final long FETCHED_LEAST = 16L << 20;

    private static final long FETCHED = 64L << 20;
    private static final long PROGRAM_LEAST = 64L << 20;
    private static final long PROGRAM = 160L << 20;

    /** Of a store of many contents little is rewritten: on one of 6,000 messages 6 MB of 180. */
    private static final int REWRITTEN_LEAST = 30;

    /** Contents lie compressed in the store and plain in the export. */
    private static final int UNPACKED = 2;

    /** File systems that let files share blocks. */
    private static final Set<String> CLONING = Set.of("btrfs", "xfs", "bcachefs");

    private Demands() {}

    static List<Demand> of(Scene scene) throws IOException, InterruptedException {
        var blueprint = scene.blueprint();
        var store = storeBytes(scene).orElse(0);
        var files = blueprint.store().files();
        var demands = new ArrayList<Demand>();
        var data = scene.found().configuration().store(Role.DATA);
        var compressed = data == null || data.compression() == Compression.LZ4;
        var export = blueprint.exportHere();
        if (export.isPresent()) {
            // Indexes are not exported, so an export of little mail is smaller than its store.
            demands.add(new Demand(
                    Space.of(export.get()),
                    "the export in " + export.get(),
                    store / UNPACKED,
                    compressed ? UNPACKED * store : store));
        }
        if (files != null && !blueprint.request().isDirect()) {
            demands.add(new Demand(
                    Space.of(files.directory()),
                    "the new store beside the old one in " + files.directory(),
                    store / UNPACKED,
                    store));
        } else if (files != null) {
            demands.add(built(scene, files, store));
        }
        var cluster = blueprint.store().cluster();
        if (cluster != null) {
            demands.add(new Demand(
                    Space.of(cluster.read()),
                    "what is read out of the exports of both versions in " + cluster.read(),
                    store,
                    (compressed ? 3L : 2L) * UNPACKED * store));
        }
        var swaps = new ArrayList<>(List.of(blueprint.releaseSwap()));
        blueprint.sourceSwap().ifPresent(swaps::add);
        for (var swap : swaps) {
            var file = swap.file();
            if (swap.fetched() != null) {
                demands.add(new Demand(
                        Space.of(blueprint.home()), "what is fetched of v" + swap.version(), FETCHED_LEAST, FETCHED));
                demands.add(new Demand(
                        Space.of(swap.staged()), "the program of v" + swap.version(), PROGRAM_LEAST, PROGRAM));
            } else if (file != null && Files.isRegularFile(file)) {
                var size = Files.size(file);
                demands.add(new Demand(Space.of(swap.staged()), "the program of v" + swap.version(), size, size));
            }
        }
        var copy = files == null ? 0 : sqliteCopy(files.path());
        demands.add(new Demand(
                Space.of(blueprint.home()),
                "the home " + blueprint.home(),
                HOME_LEAST + copy,
                HOME_LIKELY + store / 10 + copy));
        return demands;
    }

    /** A new directory of RocksDB shares with the old one what does not change; a file of SQLite is a copy. */
    private static Demand built(Scene scene, StoredFiles files, long store) throws IOException {
        var place = files.building(scene.blueprint().id());
        var what = "the new store in " + place;
        if (!scene.blueprint().store().kind().equals(StoreKind.ROCKSDB.type())) {
            // It begins as a copy of the old one, which costs nothing at first where both can share their blocks.
            var shares = CLONING.contains(Files.getFileStore(files.directory()).type());
            return new Demand(Space.of(place), what, shares ? store / UNPACKED : store, store);
        }
        var copied = DirectCheck.copied(scene, files);
        return new Demand(Space.of(place), what, copied + store / REWRITTEN_LEAST, copied + store / UNPACKED);
    }

    /** The same by file system, since those that share one share its room. */
    static List<List<Demand>> byFileSystem(Scene scene) throws IOException, InterruptedException {
        var byDevice = new LinkedHashMap<Long, List<Demand>>();
        for (var demand : of(scene)) {
            byDevice.computeIfAbsent(demand.space().device(), device -> new ArrayList<>())
                    .add(demand);
        }
        return List.copyOf(byDevice.values());
    }

    /** Whether all of the store was counted, so that its size is known. */
    static boolean isStoreCounted(Scene scene) throws InterruptedException {
        if (scene.blueprint().node() != null) {
            // Nothing of it is written here.
            return true;
        }
        var placement = scene.found().dataPlacement();
        return placement == null
                ? storeBytes(scene).isPresent()
                : placement.ownSize().complete() && placement.ownSize().unseen() == 0;
    }

    /** What was counted of the store, on disk or as its server says; empty where nothing was. */
    static OptionalLong storeBytes(Scene scene) throws InterruptedException {
        if (scene.cluster().isPresent()) {
            try {
                return scene.cluster().get().status().keyValueBytes();
            } catch (StoreException e) {
                // The check of the cluster says why.
                return OptionalLong.empty();
            }
        }
        var placement = scene.found().dataPlacement();
        return placement == null
                ? scene.server().map(ServerFacts::storeBytes).orElse(OptionalLong.empty())
                : OptionalLong.of(placement.ownSize().bytes());
    }

    /** A store that was not closed cleanly is read from a copy in the home. */
    private static long sqliteCopy(Path store) throws IOException {
        var log = Path.of(store + "-wal");
        return Files.isRegularFile(store) && Files.isRegularFile(log) && Files.size(log) > 0
                ? Files.size(store) + Files.size(log)
                : 0;
    }
}
