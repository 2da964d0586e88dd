@NullMarked
package dev.fenceline.app.connect;

import org.jspecify.annotations.NullMarked;
