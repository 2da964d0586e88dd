package dev.fenceline.lab;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A look at media that shares nothing with the integrity check: from the target's own events it
 * follows what every block holds at every moment, and compares that with what the application was
 * told. The application has one operation on a block under way at a time.
 */
final class MediaLook {
  private record Command(Object place, int qid, int cid) {}

  /** One block of media, and what the application knows of it. */
  private static final class Block {
    private long held;
    private long acknowledged;
    private long acknowledgedSubmitted;
    private final Set<Long> possible = new HashSet<>(Set.of(0L));
  }

  private final Map<String, InstanceId> connectedTo = new HashMap<>();
  private final Map<Lane, InstanceId> instances = new HashMap<>();
  private final Map<Command, Long> sent = new HashMap<>();
  private final Map<Command, Long> arrived = new HashMap<>();
  private final Map<Long, IoEvent.Submitted> requests = new HashMap<>();
  private final Map<Long, Long> submittedAt = new HashMap<>();
  private final Map<Long, Long> endedAt = new HashMap<>();
  private final Map<Long, IoEvent.BlockRead> readings = new HashMap<>();
  private final Map<Long, Long> heldWhenRead = new HashMap<>();
  private final Map<Long, Block> blocks = new HashMap<>();
  private final List<String> harm = new ArrayList<>();
  private boolean settled;
  private boolean readBack;
  private boolean readBackFailed;

  private MediaLook() {}

  static MediaLook at(Timeline timeline) {
    MediaLook look = new MediaLook();
    for (Event event : timeline.events()) {
      look.see(event);
    }
    return look;
  }

  /** What was lost, in words. */
  List<String> harm() {
    return harm;
  }

  /** What the verdict must be. */
  Verdict verdict() {
    if (!harm.isEmpty()) {
      return Verdict.CORRUPT;
    }
    return readBack && !readBackFailed ? Verdict.INTACT : Verdict.UNKNOWN;
  }

  private void see(Event event) {
    switch (event.detail()) {
      case ControllerEvent.Identified it -> connectedTo.put(event.lane().name(), it.instance());
      case InstanceEvent.Ready it -> instances.put(event.lane(), it.instance());
      case CommandEvent.Submitted it when it.operation() > 0 -> {
        InstanceId instance = connectedTo.get(event.lane().name());
        if (instance != null) {
          sent.put(new Command(instance, it.qid(), it.cid()), it.operation());
        }
      }
      case CommandEvent.Received it when it.qid() > 0 -> {
        InstanceId instance = instances.get(event.lane());
        Long operation =
            instance == null ? null : sent.get(new Command(instance, it.qid(), it.cid()));
        if (operation != null) {
          arrived.put(new Command(event.lane(), it.qid(), it.cid()), operation);
        }
      }
      case CommandEvent.Executed it when it.qid() > 0 && it.status() == 0 -> executed(event, it);
      case IoEvent.Submitted it -> {
        requests.put(it.operation(), it);
        submittedAt.put(it.operation(), event.sequence());
        if (it.kind() == IoKind.WRITE) {
          block(it.lba()).possible.add(it.operation());
        }
      }
      case IoEvent.BlockRead it -> readings.put(it.operation(), it);
      case IoEvent.Ended it -> ended(event, it);
      case RunEvent.Reached(var stage) when stage == RunEvent.Stage.SETTLED -> settled = true;
      case RunEvent.Reached(var stage) when stage == RunEvent.Stage.READ_BACK -> readBack = true;
      default -> {}
    }
  }

  private Block block(long lba) {
    return blocks.computeIfAbsent(lba, _ -> new Block());
  }

  private void executed(Event event, CommandEvent.Executed it) {
    Long operation = arrived.get(new Command(event.lane(), it.qid(), it.cid()));
    if (operation == null) {
      harm.add("event %d: nobody knows what took effect".formatted(event.sequence()));
      return;
    }
    Block block = block(it.lba());
    if (it.opcode() == Opcode.Nvm.WRITE.code()) {
      block.held = operation;
      Long ended = endedAt.get(operation);
      if (ended != null && block.acknowledgedSubmitted > ended) {
        harm.add(
            "block %d: write %d landed at event %d, ended at %d; write %d was acknowledged"
                .formatted(it.lba(), operation, event.sequence(), ended, block.acknowledged));
      }
    } else {
      heldWhenRead.put(operation, block.held);
    }
  }

  private void ended(Event event, IoEvent.Ended it) {
    IoEvent.Submitted request = requests.get(it.operation());
    if (request == null) {
      return;
    }
    endedAt.put(it.operation(), event.sequence());
    Block block = block(request.lba());
    if (request.kind() == IoKind.WRITE && it.status() == 0) {
      block.possible.clear();
      block.possible.add(it.operation());
      block.acknowledged = it.operation();
      block.acknowledgedSubmitted = submittedAt.getOrDefault(it.operation(), 0L);
      if (block.held != it.operation()) {
        harm.add(
            "block %d: write %d is acknowledged at event %d, media holds %d"
                .formatted(request.lba(), it.operation(), event.sequence(), block.held));
      }
    } else if (request.kind() == IoKind.READ && it.status() == 0) {
      read(event, it.operation(), block);
    } else if (request.kind() == IoKind.READ) {
      readBackFailed |= settled;
    }
  }

  private void read(Event event, long operation, Block block) {
    IoEvent.BlockRead reading = readings.get(operation);
    if (reading == null || !reading.quality().isWhole()) {
      harm.add("event %d: read %d returned no whole block".formatted(event.sequence(), operation));
      return;
    }
    Long held = heldWhenRead.get(operation);
    if (held == null || held != reading.stamp()) {
      harm.add(
          "block %d: read %d returned %d, media held %s"
              .formatted(reading.lba(), operation, reading.stamp(), held));
    }
    if (!block.possible.contains(reading.stamp())) {
      harm.add(
          "block %d: read %d returned %d, possible are %s"
              .formatted(reading.lba(), operation, reading.stamp(), block.possible));
    } else {
      block.possible.clear();
      block.possible.add(reading.stamp());
    }
  }
}
