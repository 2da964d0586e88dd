@NullMarked
package dev.fenceline.link;

import org.jspecify.annotations.NullMarked;
