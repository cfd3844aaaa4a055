/** Tests of what the vendor's tools are told and of what is read from their answers, in the forms of 7.1. */
@NullMarked
package dev.drydock.store.foundationdb;

import org.jspecify.annotations.NullMarked;
