package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Event;
import java.util.List;

/** What the kernel of a Linux host would have printed of a run. */
@SuppressWarnings("DoNotCallSuggester")
public final class KernelLogWriter {
  private KernelLogWriter() {}

  /** The lines since every path was up, as after {@code dmesg -C}. */
  public static List<KernelLine> lines(Iterable<Event> events) {
    throw new UnsupportedOperationException();
  }

  /** All lines, also those of the first bring-up. */
  public static List<KernelLine> all(Iterable<Event> events) {
    throw new UnsupportedOperationException();
  }

  /** Lines as dmesg prints them: {@code [ 12.510013] nvme nvme4: ...}, each ended by a newline. */
  public static String toText(List<KernelLine> lines) {
    throw new UnsupportedOperationException();
  }
}
