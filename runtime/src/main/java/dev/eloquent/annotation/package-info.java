/** What users write on their entity classes. */
@NullMarked
package dev.eloquent.annotation;

import org.jspecify.annotations.NullMarked;
