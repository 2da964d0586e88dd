@NullMarked
package dev.fenceline.tap;

import org.jspecify.annotations.NullMarked;
