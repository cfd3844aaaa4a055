/** Finds out what is installed, how it is set up and what it stands on; reads only. */
@NullMarked
package dev.drydock.installation;

import org.jspecify.annotations.NullMarked;
