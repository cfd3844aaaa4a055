/** Convert, verify, inspect and list over the ports that stores and export directories implement; knows no backend. */
@NullMarked
package dev.drydock.conversion;

import org.jspecify.annotations.NullMarked;
