/** Sealing: writes the history folder, whole or not at all; for the command line only. */
@NullMarked
package dev.eloquent.seal;

import org.jspecify.annotations.NullMarked;
