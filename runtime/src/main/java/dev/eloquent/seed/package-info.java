/** Writes and reads rows from instances of models: stores, and what fills them. */
@NullMarked
package dev.eloquent.seed;

import org.jspecify.annotations.NullMarked;
