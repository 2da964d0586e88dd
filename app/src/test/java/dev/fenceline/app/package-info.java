/** What the tests of the app share. */
@NullMarked
package dev.fenceline.app;

import org.jspecify.annotations.NullMarked;
