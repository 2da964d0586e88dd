/** Writing a session as a picture, table, trace, log, capture or summary. */
@NullMarked
package dev.fenceline.app.export;

import org.jspecify.annotations.NullMarked;
