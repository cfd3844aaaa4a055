/** The pages, complete and usable without script. */
@NullMarked
package dev.drydock.web.pages;

import org.jspecify.annotations.NullMarked;
