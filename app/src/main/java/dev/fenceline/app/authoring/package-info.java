/** Makes lessons from the notes and selections of a session. */
@NullMarked
package dev.fenceline.app.authoring;

import org.jspecify.annotations.NullMarked;
