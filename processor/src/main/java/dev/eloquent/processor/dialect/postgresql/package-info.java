/** Everything of PostgreSQL. */
@NullMarked
package dev.eloquent.processor.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
