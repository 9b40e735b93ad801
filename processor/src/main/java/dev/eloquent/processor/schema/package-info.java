/** The logical schema as values; knows neither Java elements nor SQL. */
@NullMarked
package dev.eloquent.processor.schema;

import org.jspecify.annotations.NullMarked;
