/** The registry of models that generated code fills. */
@NullMarked
package dev.eloquent.registry;

import org.jspecify.annotations.NullMarked;
