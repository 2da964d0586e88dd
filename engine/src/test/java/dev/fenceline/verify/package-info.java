@NullMarked
package dev.fenceline.verify;

import org.jspecify.annotations.NullMarked;
