/** How generated code reads and makes instances, as plain values. */
@NullMarked
package dev.eloquent.processor.access;

import org.jspecify.annotations.NullMarked;
