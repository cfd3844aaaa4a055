/** The REST interface: upgrades as JSON, their events as a stream, their errors as problem details. */
@NullMarked
package dev.drydock.web.rest;

import org.jspecify.annotations.NullMarked;
