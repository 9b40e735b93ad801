/** Comparisons with plain javac and raw JDBC, whole processes and JMH; not published. */
@NullMarked
package dev.eloquent.benchmarks;

import org.jspecify.annotations.NullMarked;
