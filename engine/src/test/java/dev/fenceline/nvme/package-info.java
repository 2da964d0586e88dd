@NullMarked
package dev.fenceline.nvme;

import org.jspecify.annotations.NullMarked;
