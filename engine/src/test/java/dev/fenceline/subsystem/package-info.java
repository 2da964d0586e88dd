/** The target as a host sees it: spoken to in PDUs, without the project's own host. */
@NullMarked
package dev.fenceline.subsystem;

import org.jspecify.annotations.NullMarked;
