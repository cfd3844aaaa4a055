package dev.drydock.upgrade.preflight;

/**
 * What one family of records takes in the old store.
 *
 * @param family what a record of it is called, as in the report
 * @param bytes of keys and values, which is less than the files of the store
 */
public record FamilySize(String family, long records, long bytes) {}
