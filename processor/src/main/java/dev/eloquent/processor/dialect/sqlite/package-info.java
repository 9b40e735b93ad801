/** SQLite: its SQL, what it cannot hold, and the rebuild of tables that it cannot alter. */
@NullMarked
package dev.eloquent.processor.dialect.sqlite;

import org.jspecify.annotations.NullMarked;
