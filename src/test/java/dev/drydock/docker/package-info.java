/** Upgrades of servers that run in containers, with a real Docker Engine. */
@NullMarked
package dev.drydock.docker;

import org.jspecify.annotations.NullMarked;
