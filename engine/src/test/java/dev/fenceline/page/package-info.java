@NullMarked
package dev.fenceline.page;

import org.jspecify.annotations.NullMarked;
