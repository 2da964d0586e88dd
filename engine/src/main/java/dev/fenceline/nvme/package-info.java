/** NVMe structures, each one class: bytes in, bytes out. */
@NullMarked
package dev.fenceline.nvme;

import org.jspecify.annotations.NullMarked;
