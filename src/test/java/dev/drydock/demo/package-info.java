/** The sandbox and its stand-ins, as processes of their own. */
@NullMarked
package dev.drydock.demo;

import org.jspecify.annotations.NullMarked;
