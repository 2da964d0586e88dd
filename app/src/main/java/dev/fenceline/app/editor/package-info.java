/** The scenario editor: a form, the faults on a time line, and what is wrong. */
@NullMarked
package dev.fenceline.app.editor;

import org.jspecify.annotations.NullMarked;
