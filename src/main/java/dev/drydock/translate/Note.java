package dev.drydock.translate;

/**
 * Something about the translation of one record that an admin should know.
 *
 * @param code stable, for scripts, such as {@code name-conflict}
 * @param text one sentence for people
 */
public record Note(String code, String text) {}
