@NullMarked
package dev.fenceline.exchange;

import org.jspecify.annotations.NullMarked;
