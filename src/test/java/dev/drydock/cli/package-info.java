/** Tests of the command line, in this process and as processes of their own. */
@NullMarked
package dev.drydock.cli;

import org.jspecify.annotations.NullMarked;
