@NullMarked
package dev.fenceline.session;

import org.jspecify.annotations.NullMarked;
