@NullMarked
package dev.fenceline.host.queue;

import org.jspecify.annotations.NullMarked;
