/** What a dialect makes of changes: statements with reverse and comment. */
@NullMarked
package dev.eloquent.processor.plan;

import org.jspecify.annotations.NullMarked;
