/** Opening and saving files from the menu. */
@NullMarked
package dev.fenceline.app.files;

import org.jspecify.annotations.NullMarked;
