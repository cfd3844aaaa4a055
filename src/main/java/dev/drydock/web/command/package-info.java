/** Commands that are clients of the running console, over the same REST interface that scripts use. */
@NullMarked
package dev.drydock.web.command;

import org.jspecify.annotations.NullMarked;
