package dev.drydock.store.sql;

/**
 * What {@link TableSuccession} does, as statements for the command line client of the server, for whoever goes on without
 * Drydock. Each may be repeated.
 *
 * @param exchange moves the old store aside and the new one into its place; fails where the new one is not built
 * @param abandon deletes what is being built
 */
public record SuccessionScript(String exchange, String abandon) {}
