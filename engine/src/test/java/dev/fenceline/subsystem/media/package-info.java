@NullMarked
package dev.fenceline.subsystem.media;

import org.jspecify.annotations.NullMarked;
