/** The only hands on the machine: accounts, commands, processes, files with owner and mode, ports. */
@NullMarked
package dev.drydock.host;

import org.jspecify.annotations.NullMarked;
