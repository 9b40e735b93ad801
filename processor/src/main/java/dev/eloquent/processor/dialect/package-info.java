/** What every database must offer; each has a folder of its own below. */
@NullMarked
package dev.eloquent.processor.dialect;

import org.jspecify.annotations.NullMarked;
