/** Goes to a time that the user types. */
@NullMarked
package dev.fenceline.app.jump;

import org.jspecify.annotations.NullMarked;
