/** The history table, its journal, their chain, the lock, and the session that migrates. */
@NullMarked
package dev.eloquent.history;

import org.jspecify.annotations.NullMarked;
