/** Named rules, each from a v0.7.3 record to v0.8.0 records or to a counted reason; a profile is a list of rules. */
@NullMarked
package dev.drydock.translate;

import org.jspecify.annotations.NullMarked;
