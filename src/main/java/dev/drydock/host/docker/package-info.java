/** An Engine of Docker on this machine, asked over its socket: its containers, its images, and what they see of the machine. */
@NullMarked
package dev.drydock.host.docker;

import org.jspecify.annotations.NullMarked;
