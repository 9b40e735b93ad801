/** Everything of MySQL 8 and MariaDB 10.6 and later, which run the same scripts. */
@NullMarked
package dev.eloquent.processor.dialect.mysql;

import org.jspecify.annotations.NullMarked;
