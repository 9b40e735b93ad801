/**
 * What generated code extends and applications call: migrations, their catalogue and the migrator.
 */
@NullMarked
package dev.eloquent.migration;

import org.jspecify.annotations.NullMarked;
