/** The page of the test report: choose tests, run them, see the results, save the document. */
@NullMarked
package dev.fenceline.app.report;

import org.jspecify.annotations.NullMarked;
