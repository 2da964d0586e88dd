package dev.fenceline.timeline.block;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.BlockQuality;
import dev.fenceline.nvme.Status;
import dev.fenceline.timeline.block.BlockStep.Kind;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what happened to one block. */
final class BlockReader {
  /** A copy that took effect, with the version that it carried. */
  private record Landing(Event event, Copy copy, long version) {}

  private final Block block;
  private final List<BlockStep> steps = new ArrayList<>();
  private final List<Landing> landings = new ArrayList<>();
  private int writes;
  private int reads;

  BlockReader(Block block) {
    this.block = block;
  }

  void write(Journey journey, IoEvent.Submitted request) {
    writes++;
    long operation = journey.operation();
    String name = "write %d (v%d)".formatted(operation, request.version());
    for (Event event : journey.events()) {
      switch (event.detail()) {
        case IoEvent.Submitted _ ->
            add(
                Kind.WRITTEN,
                event,
                operation,
                "The application writes v%d, as write %d.".formatted(request.version(), operation));
        case IoEvent.Ended ended -> end(event, operation, name, ended.status());
        default -> {}
      }
    }
    for (Copy copy : journey.copies()) {
      Event sent = copy.first(CommandEvent.Submitted.class);
      if (copy.number() > 1 && sent != null) {
        add(
            Kind.SENT_AGAIN,
            sent,
            operation,
            "Copy %d of %s is sent over %s.".formatted(copy.number(), name, sent.lane().name()));
      }
      Event landed = copy.landed();
      if (landed != null) {
        landings.add(new Landing(landed, copy, request.version()));
      }
    }
  }

  private void end(Event event, long operation, String name, int status) {
    if (status == 0) {
      add(
          Kind.ACKNOWLEDGED,
          event,
          operation,
          "The application is told that %s is done.".formatted(name));
    } else {
      add(
          Kind.FAILED,
          event,
          operation,
          "The application is told that %s has failed: %s."
              .formatted(name, Status.ofField(status)));
    }
  }

  void read(Event event, IoEvent.BlockRead read) {
    reads++;
    String saw =
        read.quality() == BlockQuality.GOOD ? "v" + read.version() : quality(read.quality());
    add(Kind.READ, event, read.operation(), "Read %d returns %s.".formatted(read.operation(), saw));
  }

  private static String quality(BlockQuality quality) {
    return switch (quality) {
      case GOOD -> "a version of this run";
      case BLANK -> "a blank block";
      case ORIGINAL -> "the data from before the run";
      case TORN -> "a torn block";
      case MISDIRECTED -> "a block of another address";
      case FOREIGN -> "a block without a stamp of this run";
    };
  }

  void found(Event event, Finding finding) {
    add(Kind.DAMAGED, event, 0, finding.text());
  }

  private void add(Kind kind, Event event, long operation, String words) {
    steps.add(new BlockStep(kind, event, operation, words));
  }

  /** Returns the history. What a landing replaced follows from those before it. */
  BlockHistory history() {
    landings.sort(Comparator.comparingLong(landing -> landing.event().sequence()));
    long onMedia = 0;
    for (Landing landing : landings) {
      Copy copy = landing.copy();
      boolean isOver = landing.version() < onMedia;
      add(
          isOver ? Kind.LANDED_OVER_NEWER : Kind.LANDED,
          landing.event(),
          copy.operation(),
          "Copy %d of write %d takes effect on media: v%d%s."
              .formatted(
                  copy.number(),
                  copy.operation(),
                  landing.version(),
                  isOver ? ", over v" + onMedia : ""));
      onMedia = landing.version();
    }
    steps.sort(Comparator.comparingLong(step -> step.event().sequence()));
    return new BlockHistory(block, steps, writes, reads);
  }
}
