package dev.drydock.store;

/**
 * Something that was looked at on the machine just now, for who fills in a form.
 *
 * @param name stable, for scripts
 * @param ok whether it is as it should be
 * @param text one sentence: what was looked at and how it is
 */
public record LiveCheck(String name, boolean ok, String text) {}
