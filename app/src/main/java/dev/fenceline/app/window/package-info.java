/** The desktop window. It lays out the features, and is the only package that knows them all. */
@NullMarked
package dev.fenceline.app.window;

import org.jspecify.annotations.NullMarked;
