/** The help menu: command palette, keyboard shortcuts, glossary, and about. */
@NullMarked
package dev.fenceline.app.help;

import org.jspecify.annotations.NullMarked;
