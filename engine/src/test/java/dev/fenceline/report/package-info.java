@NullMarked
package dev.fenceline.report;

import org.jspecify.annotations.NullMarked;
