/** The suite that every store driver passes, and what it works with. */
@NullMarked
package dev.drydock.store;

import org.jspecify.annotations.NullMarked;
