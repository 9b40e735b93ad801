/** MongoDB: collections, and their changes as database commands. */
@NullMarked
package dev.eloquent.processor.dialect.mongodb;

import org.jspecify.annotations.NullMarked;
