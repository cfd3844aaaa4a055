package dev.drydock.store.sql;

/**
 * What {@link TableKeeping} does, as statements for the command line client of the server, for whoever goes on without
 * Drydock. Each may be repeated.
 *
 * @param blank fails where tables of a store lie in the place of the new one
 * @param aside moves the old store aside
 * @param back moves the old store back; what lies in its place by then is kept beside it
 */
public record KeepingScript(String blank, String aside, String back) {}
