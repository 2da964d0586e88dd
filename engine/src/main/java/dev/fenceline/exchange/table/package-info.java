/** Writes sessions as tables and as plain text, for spreadsheets, scripts and e-mails. */
@NullMarked
package dev.fenceline.exchange.table;

import org.jspecify.annotations.NullMarked;
