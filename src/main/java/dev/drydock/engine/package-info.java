/** Plans, phases, steps and runs, driven so that a kill at any instant loses nothing; knows nothing of mail. */
@NullMarked
package dev.drydock.engine;

import org.jspecify.annotations.NullMarked;
