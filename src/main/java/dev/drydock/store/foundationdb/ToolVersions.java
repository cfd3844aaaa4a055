package dev.drydock.store.foundationdb;

/**
 * Versions of the tools, such as {@code 7.1.67}.
 *
 * @param protocol of the fdbcli, such as {@code fdb00b071010000}: a cluster of another one is not understood by it
 */
public record ToolVersions(String cli, String backup, String protocol) {

    /** The first two numbers, by which tools, client library and cluster have to agree, such as {@code 7.1}. */
    public static String series(String version) {
        var parts = version.split("\\.", -1);
        return parts.length < 2 ? version : parts[0] + "." + parts[1];
    }
}
