/** What fills the shop for tests and demos: factories, a seeder, and a scenario. */
package dev.eloquent.sample.seeds;
