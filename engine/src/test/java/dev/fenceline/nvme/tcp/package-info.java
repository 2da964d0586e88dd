@NullMarked
package dev.fenceline.nvme.tcp;

import org.jspecify.annotations.NullMarked;
