/** The committed history: snapshot, lock, sealed and open files. */
@NullMarked
package dev.eloquent.processor.history;

import org.jspecify.annotations.NullMarked;
