/** What is known of the selected event: fields, why, causes and effects. */
@NullMarked
package dev.fenceline.app.inspector;

import org.jspecify.annotations.NullMarked;
