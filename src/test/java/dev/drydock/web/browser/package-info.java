/** The pages in a real browser: what a visitor uses to look at them, and the journeys through them. */
@NullMarked
package dev.drydock.web.browser;

import org.jspecify.annotations.NullMarked;
