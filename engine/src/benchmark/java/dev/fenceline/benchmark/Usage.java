package dev.fenceline.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/**
 * What the threads of a {@link Loopback} have used: processor time in nanoseconds, and bytes that
 * were allocated.
 *
 * @param hostNanos processor time of the host, which is the calling thread
 * @param targetNanos processor time of the target
 * @param relayNanos processor time of the relay
 * @param writersNanos processor time of the threads that write session files
 * @param hostBytes bytes that the host allocated
 * @param targetBytes bytes that the target allocated
 */
record Usage(
    long hostNanos,
    long targetNanos,
    long relayNanos,
    long writersNanos,
    long hostBytes,
    long targetBytes) {
  static final String TARGET = "loopback target";
  static final String RELAY = "loopback relay";
  private static final String WRITER = "session writer";

  /** Returns what the threads have used so far. */
  static Usage now() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long target = 0;
    long relay = 0;
    long writers = 0;
    long targetBytes = 0;
    for (ThreadInfo each : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (each == null) {
        continue;
      }
      long nanos = threads.getThreadCpuTime(each.getThreadId());
      switch (each.getThreadName()) {
        case TARGET -> {
          target += nanos;
          targetBytes += threads.getThreadAllocatedBytes(each.getThreadId());
        }
        case RELAY -> relay += nanos;
        case WRITER -> writers += nanos;
        default -> {}
      }
    }
    return new Usage(
        threads.getCurrentThreadCpuTime(),
        target,
        relay,
        writers,
        threads.getCurrentThreadAllocatedBytes(),
        targetBytes);
  }

  /** Returns what was used after an earlier moment. */
  Usage since(Usage before) {
    return new Usage(
        hostNanos - before.hostNanos,
        targetNanos - before.targetNanos,
        relayNanos - before.relayNanos,
        writersNanos - before.writersNanos,
        hostBytes - before.hostBytes,
        targetBytes - before.targetBytes);
  }
}
