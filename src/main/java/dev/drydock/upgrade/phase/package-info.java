/** The phases of an upgrade and their steps: how each is done, checked and taken back. */
@NullMarked
package dev.drydock.upgrade.phase;

import org.jspecify.annotations.NullMarked;
