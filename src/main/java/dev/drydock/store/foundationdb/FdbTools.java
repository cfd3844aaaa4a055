package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.LineConsumer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One cluster, reached by the vendor's tools. Nothing of it is kept open: every question is a program of its own with a
 * time limit.
 *
 * <p>Commands, options and answers are those of 7.1, from FoundationDB's documentation ({@code command-line-interface},
 * {@code backups}, {@code mr-status}) and source ({@code fdbcli/*.cpp}, {@code fdbbackup/backup.actor.cpp}).
 */
public final class FdbTools {

    /** {@code FoundationDB CLI 7.1 (v7.1.67)} and {@code protocol fdb00b071010000}. */
    private static final Pattern VERSION = Pattern.compile("FoundationDB .*\\(v([0-9]+\\.[0-9]+\\.[0-9][^)]*)\\)");

    private static final Pattern PROTOCOL = Pattern.compile("protocol ([0-9a-f]+)");

    private final Cluster cluster;

    /**
     * Nothing is run yet.
     *
     * @param clusterFile absolute; the tools write it too, when the coordinators move
     * @param blobCredentials a file in the form of {@link BlobCredentials}; null where backups go to no object store, or
     *     need no secret
     */
    public FdbTools(Tools tools, Path clusterFile, @Nullable Path blobCredentials, Patience patience) {
        this.cluster = new Cluster(tools, clusterFile, blobCredentials, patience);
    }

    public FdbTools(Tools tools, Path clusterFile, @Nullable Path blobCredentials) {
        this(tools, clusterFile, blobCredentials, Patience.USUAL);
    }

    public Path clusterFile() {
        return cluster.file();
    }

    /** Which versions the tools are of; a tool that is missing or does not say its version is a {@link StoreException}. */
    public ToolVersions versions() throws StoreException, InterruptedException {
        var cli = asked(VendorTool.CLI);
        var backup = asked(VendorTool.BACKUP);
        // Asked for its version, fdbrestore means the one to restore to; it comes with fdbbackup.
        cluster.tools().program(VendorTool.RESTORE);
        return new ToolVersions(
                found(VERSION, VendorTool.CLI, cli),
                found(VERSION, VendorTool.BACKUP, backup),
                found(PROTOCOL, VendorTool.CLI, cli));
    }

    private List<String> asked(VendorTool tool) throws StoreException, InterruptedException {
        var said = cluster.tools()
                .run(tool, List.of("--version"), cluster.patience().question(), LineConsumer.NOBODY);
        return Cluster.orFail(
                        tool, "say its version", "program " + cluster.tools().program(tool), said)
                .output();
    }

    private String found(Pattern pattern, VendorTool tool, List<String> lines) throws StoreException {
        for (var line : lines) {
            var matcher = pattern.matcher(line);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        throw ToolFailure.notUnderstood(
                tool, "say its version", "program " + cluster.tools().program(tool), String.join(" / ", lines));
    }

    /** What {@code status json} says; a cluster that is not available is an answer, not a failure. */
    public ClusterStatus status() throws StoreException, InterruptedException {
        var what = "say the state of the cluster";
        var said = cluster.cli(what, "status json");
        var status = ToolJson.of(said).flatMap(StatusReader::read);
        return status.orElseThrow(() ->
                ToolFailure.notUnderstood(VendorTool.CLI, what, cluster.place(), String.join(" / ", said.output())));
    }

    /** Its keys. */
    public KeySpace keys() {
        return new KeySpace(cluster);
    }

    /** Backups of it. */
    public Backups backups() {
        return new Backups(cluster);
    }

    /** Restores into it. */
    public Restores restores() {
        return new Restores(cluster);
    }
}
