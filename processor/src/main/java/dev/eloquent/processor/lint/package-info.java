/** What a change would destroy, block or break. */
@NullMarked
package dev.eloquent.processor.lint;

import org.jspecify.annotations.NullMarked;
