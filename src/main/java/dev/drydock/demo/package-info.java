/** A small sandbox installation, and a stand-in for the mail server that really reads, writes and serves both layouts. */
@NullMarked
package dev.drydock.demo;

import org.jspecify.annotations.NullMarked;
