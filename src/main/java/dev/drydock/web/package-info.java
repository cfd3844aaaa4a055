/** The console: its pages and what guards them, served to this machine only. */
@NullMarked
package dev.drydock.web;

import org.jspecify.annotations.NullMarked;
