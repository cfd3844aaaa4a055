package dev.drydock.proof;

import java.util.Optional;

/**
 * A Sieve script as the old store has it.
 *
 * @param sha256 of its text, in hexadecimal; empty where the store does not hold the text itself
 */
record ExpectedScript(String name, boolean active, Optional<String> sha256) {}
