/** A small shop: the models whose sealed history is in {@code src/main/resources/db/migration}. */
package dev.eloquent.sample;
