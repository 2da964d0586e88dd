/** NVMe structures: each class reads and writes the bytes of one structure. */
@NullMarked
package dev.fenceline.nvme;

import org.jspecify.annotations.NullMarked;
