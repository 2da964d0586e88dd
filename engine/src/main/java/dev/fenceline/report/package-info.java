/**
 * The test report: every row run and judged, as HTML, Markdown and JSON. Reads no clock; the moment
 * at which a report was made is given to it.
 */
@NullMarked
package dev.fenceline.report;

import org.jspecify.annotations.NullMarked;
