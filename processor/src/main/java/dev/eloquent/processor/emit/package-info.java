/** Plans to Java classes and resources. */
@NullMarked
package dev.eloquent.processor.emit;

import org.jspecify.annotations.NullMarked;
