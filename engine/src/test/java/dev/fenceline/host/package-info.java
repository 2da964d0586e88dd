/** Tests of the host. */
@NullMarked
package dev.fenceline.host;

import org.jspecify.annotations.NullMarked;
