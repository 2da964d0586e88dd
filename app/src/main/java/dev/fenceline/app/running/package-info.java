/** Running step by step: pause, breakpoints, and forks with another fault or setting. */
@NullMarked
package dev.fenceline.app.running;

import org.jspecify.annotations.NullMarked;
