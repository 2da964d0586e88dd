@NullMarked
package dev.fenceline.lab;

import org.jspecify.annotations.NullMarked;
