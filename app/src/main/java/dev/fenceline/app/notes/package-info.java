/** Notes that users attach to moments of a session. */
@NullMarked
package dev.fenceline.app.notes;

import org.jspecify.annotations.NullMarked;
