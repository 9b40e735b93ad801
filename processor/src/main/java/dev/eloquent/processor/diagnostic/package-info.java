/** The catalogue of problems, and where each schema element came from. */
@NullMarked
package dev.eloquent.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
