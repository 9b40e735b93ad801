/** The command line: one class a command. */
@NullMarked
package dev.eloquent.cli;

import org.jspecify.annotations.NullMarked;
