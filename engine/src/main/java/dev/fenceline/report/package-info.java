/**
 * The test report: runs and judges every row, and writes the result as HTML, Markdown and JSON. It
 * reads no clock; the caller passes the time at which a report was made.
 */
@NullMarked
package dev.fenceline.report;

import org.jspecify.annotations.NullMarked;
