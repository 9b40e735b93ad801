/** Every option of the processor, checked once. */
@NullMarked
package dev.eloquent.processor.option;

import org.jspecify.annotations.NullMarked;
