/** The media of the emulated subsystem: namespaces with their blocks, in memory or in a file. */
@NullMarked
package dev.fenceline.subsystem.media;

import org.jspecify.annotations.NullMarked;
