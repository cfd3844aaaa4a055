/** What an upgrade is asked for, and what was settled before its first step; data only. */
@NullMarked
package dev.drydock.upgrade.blueprint;

import org.jspecify.annotations.NullMarked;
