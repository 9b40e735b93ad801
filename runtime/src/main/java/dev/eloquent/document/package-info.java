/**
 * MongoDB: the history and the journal as collections, and the session in which commands run; the
 * only package of the library that needs the driver, {@code org.mongodb:mongodb-driver-sync}.
 */
@NullMarked
package dev.eloquent.document;

import org.jspecify.annotations.NullMarked;
