/** Two schemas to an ordered list of changes. */
@NullMarked
package dev.eloquent.processor.diff;

import org.jspecify.annotations.NullMarked;
