/** SQL text to statements. */
@NullMarked
package dev.eloquent.processor.split;

import org.jspecify.annotations.NullMarked;
