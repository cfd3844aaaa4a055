/** Tests of reading, checking and writing export directories. */
@NullMarked
package dev.drydock.export;

import org.jspecify.annotations.NullMarked;
