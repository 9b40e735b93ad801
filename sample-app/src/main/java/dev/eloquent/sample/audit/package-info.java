/** What happened in the shop, in MongoDB. */
package dev.eloquent.sample.audit;
