/** NVMe/TCP transport: PDUs, digests and fatal errors. */
@NullMarked
package dev.fenceline.nvme.tcp;

import org.jspecify.annotations.NullMarked;
