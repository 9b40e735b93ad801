/** What was bought, paid and sent. */
package dev.eloquent.sample.order;
