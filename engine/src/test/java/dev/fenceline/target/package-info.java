/** The target as a host sees it: spoken to in PDUs, without the project's own host. */
@NullMarked
package dev.fenceline.target;

import org.jspecify.annotations.NullMarked;
