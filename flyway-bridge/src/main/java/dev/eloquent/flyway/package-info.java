/** The compiled history as Flyway's resource provider. */
@NullMarked
package dev.eloquent.flyway;

import org.jspecify.annotations.NullMarked;
