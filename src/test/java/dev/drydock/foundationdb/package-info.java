/**
 * Stand-ins for a cluster of FoundationDB and for the vendor's tools of 7.1: they keep real keys and values in files, and
 * take the command lines and speak as FoundationDB's public documentation and source say. No real cluster was at hand.
 */
@NullMarked
package dev.drydock.foundationdb;

import org.jspecify.annotations.NullMarked;
