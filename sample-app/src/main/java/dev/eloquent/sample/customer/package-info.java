/** Who buys. */
package dev.eloquent.sample.customer;
