/** End-to-end tests with the vendor's own programs; they run only where {@code -Ddrydock.realPrograms} names them. */
@NullMarked
package dev.drydock.real;

import org.jspecify.annotations.NullMarked;
