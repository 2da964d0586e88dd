/** The desktop window: lays out the features and knows them all. */
@NullMarked
package dev.fenceline.app.window;

import org.jspecify.annotations.NullMarked;
