/** Who may talk to the console: this machine, by loopback names, with the token or a session that the printed link opened. */
@NullMarked
package dev.drydock.web.security;

import org.jspecify.annotations.NullMarked;
