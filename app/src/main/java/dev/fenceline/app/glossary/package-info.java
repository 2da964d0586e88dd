/** The terms that the program uses, each with its definition and source. */
@NullMarked
package dev.fenceline.app.glossary;

import org.jspecify.annotations.NullMarked;
