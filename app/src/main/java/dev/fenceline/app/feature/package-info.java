/** How a feature becomes part of the window: its actions, panes, tabs, sheets and pages. */
@NullMarked
package dev.fenceline.app.feature;

import org.jspecify.annotations.NullMarked;
