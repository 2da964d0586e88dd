/** What people write at moments of a session. */
@NullMarked
package dev.fenceline.app.notes;

import org.jspecify.annotations.NullMarked;
