/** Annotated elements to a schema. */
@NullMarked
package dev.eloquent.processor.read;

import org.jspecify.annotations.NullMarked;
