/**
 * The one definition of what is committed and drafted: file names, lock file, checksums, draft
 * layout.
 */
@NullMarked
package dev.eloquent.format;

import org.jspecify.annotations.NullMarked;
