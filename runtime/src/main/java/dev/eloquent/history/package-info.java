/** The history table, the journal beside it, their chain, and the lock: one class a database. */
@NullMarked
package dev.eloquent.history;

import org.jspecify.annotations.NullMarked;
