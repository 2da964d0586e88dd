/** What can happen in a run: the waist between what makes events and what reads them. */
@NullMarked
package dev.fenceline.event;

import org.jspecify.annotations.NullMarked;
