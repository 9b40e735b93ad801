/** Real databases for tests: one server per JVM, one fresh database per call. */
@NullMarked
package dev.eloquent.testkit;

import org.jspecify.annotations.NullMarked;
