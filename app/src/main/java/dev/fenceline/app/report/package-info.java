/** The test report as a page: choose tests, run them, see what each came to, save the document. */
@NullMarked
package dev.fenceline.app.report;

import org.jspecify.annotations.NullMarked;
