/** The history of each path, and of each TCP connection on it, with its queue pair. */
@NullMarked
package dev.fenceline.timeline.path;

import org.jspecify.annotations.NullMarked;
