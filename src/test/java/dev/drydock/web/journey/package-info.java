/** What people do on the pages, in a real browser, from the printed link to the report or back. */
@NullMarked
package dev.drydock.web.journey;

import org.jspecify.annotations.NullMarked;
