/** The open sessions as tabs. */
@NullMarked
package dev.fenceline.app.tabs;

import org.jspecify.annotations.NullMarked;
