/** Session files, which hold the events of one run and can be saved, replayed and shared. */
@NullMarked
package dev.fenceline.session;

import org.jspecify.annotations.NullMarked;
