@NullMarked
package dev.fenceline.app.compare;

import org.jspecify.annotations.NullMarked;
