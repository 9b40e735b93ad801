/** What the shop sells. */
package dev.eloquent.sample.catalog;
