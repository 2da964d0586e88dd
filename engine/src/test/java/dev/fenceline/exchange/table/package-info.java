@NullMarked
package dev.fenceline.exchange.table;

import org.jspecify.annotations.NullMarked;
