/** The annotation processor: its rounds, and the pipeline as one explicit, ordered list. */
@NullMarked
package dev.eloquent.processor;

import org.jspecify.annotations.NullMarked;
