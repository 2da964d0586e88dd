/** The details of the selected event: fields, explanation, causes and effects. */
@NullMarked
package dev.fenceline.app.inspector;

import org.jspecify.annotations.NullMarked;
