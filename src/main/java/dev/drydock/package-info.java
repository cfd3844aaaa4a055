/** The way in: the main class, which hands its arguments to the console or to the command line. */
@NullMarked
package dev.drydock;

import org.jspecify.annotations.NullMarked;
