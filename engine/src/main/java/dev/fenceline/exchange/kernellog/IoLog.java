package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.exchange.kernellog.line.KernelMessages;
import dev.fenceline.exchange.kernellog.line.LogLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The course of I/O, derived from the messages of the multipath disk, the block layer and file
 * systems. Linux numbers a subsystem, and so its disks, by its first controller: {@code nvme0n1} is
 * the disk of all controllers that have the subsystem of {@code nvme0}.
 */
final class IoLog {
  private static final Pattern DISK = Pattern.compile("\\b(nvme\\d{1,6})(?:c\\d{1,6})?(n\\d{1,6})");

  private static final Pattern PARTITION =
      Pattern.compile("\\bnvme\\d{1,6}n\\d{1,6}(?:p\\d{1,4})?");

  private final Recording recording;
  private final Lane multipath;
  private final Map<String, ControllerLog> controllers;

  /** Names of disks with several paths. */
  private final Set<String> multipathDisks = new HashSet<>();

  /** Disks whose I/O waits, with the controllers that were failed at that time. */
  private final Map<String, Set<ControllerLog>> waiting = new LinkedHashMap<>();

  IoLog(Recording recording, Lane multipath, Map<String, ControllerLog> controllers) {
    this.recording = recording;
    this.multipath = multipath;
    this.controllers = controllers;
  }

  /** Handles the next line. */
  void tell(Recording.Entry said, LogLine line, KernelMessages.Found found) {
    switch (found.message().step()) {
      case IO_WAITS -> waits(said, disk(line.prefix()));
      case IO_FAILED -> {
        boolean isOfBlockLayer = line.prefix().isEmpty();
        String disk = disk(isOfBlockLayer ? line.text() : line.prefix());
        record(said, failed(disk, isOfBlockLayer), new LogEvent.IoFailed(disk, what(line)));
      }
      case FILE_SYSTEM_STOPPED -> {
        Matcher partition = PARTITION.matcher(line.text());
        String disk = partition.find() ? partition.group() : "";
        record(
            said,
            failed(disk, true),
            new LogEvent.FileSystemStopped(fileSystem(line.text()), disk, line.text()));
      }
      default -> {}
    }
  }

  private static String fileSystem(String text) {
    String name = text.split("[-:\\s]", 2)[0];
    return switch (name) {
      case "Aborting", "JBD2", "EXT4" -> "ext4";
      case "EXT2", "EXT3" -> name.toLowerCase(Locale.ROOT);
      case "BTRFS" -> "Btrfs";
      default -> name;
    };
  }

  private static String what(LogLine line) {
    return line.text().replaceAll("\\s+$", "");
  }

  private void waits(Recording.Entry said, String disk) {
    List<ControllerLog> failed = failed(disk, false);
    record(said, failed, new LogEvent.IoWaits(disk));
    if (!failed.isEmpty()) {
      waiting.computeIfAbsent(disk, _ -> new LinkedHashSet<>()).addAll(failed);
    }
  }

  /**
   * Handles the state after a line about a controller: waiting I/O continues if a controller is
   * live again.
   */
  void wentOn(Recording.Entry said) {
    if (waiting.isEmpty()) {
      return;
    }
    List<String> over = new ArrayList<>();
    waiting.forEach((disk, failed) -> {
      if (failed.stream().anyMatch(ControllerLog::isLive)) {
        record(said, List.copyOf(failed), new LogEvent.IoGoesOn(disk));
        over.add(disk);
      }
    });
    over.forEach(waiting::remove);
  }

  void hostRestarted() {
    waiting.clear();
  }

  private void record(Recording.Entry said, List<ControllerLog> of, Detail detail) {
    if (of.isEmpty()) {
      recording.add(said.nanos(), multipath, said, detail);
    }
    of.forEach(controller -> recording.add(said.nanos(), controller.lane(), said, detail));
  }

  /**
   * Returns the failed controllers of a disk, as far as the log shows which controllers belong to
   * it.
   *
   * @param mayBeLocal whether the disk may be a local one, unless a line of the multipath disk has
   *     named it before
   */
  private List<ControllerLog> failed(String disk, boolean mayBeLocal) {
    Matcher named = DISK.matcher(disk);
    boolean isNamed = named.find();
    ControllerLog first = isNamed ? controllers.get(named.group(1)) : null;
    if (isNamed && !mayBeLocal) {
      multipathDisks.add(named.group(1));
    }
    boolean isKnown =
        isNamed
            && (multipathDisks.contains(named.group(1))
                || (first != null && (first.isFailed() || !first.nqn().isEmpty())));
    if (mayBeLocal && !isKnown) {
      return List.of();
    }
    String nqn = first == null ? "" : first.nqn();
    List<ControllerLog> failed =
        controllers.values().stream().filter(ControllerLog::isFailed).toList();
    if (nqn.isEmpty()) {
      long subsystems =
          failed.stream().map(ControllerLog::nqn).filter(it -> !it.isEmpty()).distinct().count();
      return subsystems <= 1
          ? failed
          : first != null && first.isFailed() ? List.of(first) : List.of();
    }
    List<ControllerLog> ofIt =
        failed.stream()
            .filter(controller -> controller.nqn().isEmpty() || controller.nqn().equals(nqn))
            .toList();
    return ofIt.isEmpty() ? givenUp(nqn) : ofIt;
  }

  /**
   * Returns the controllers of a subsystem that were given up, if none of its controllers is left:
   * the I/O that fails now was theirs.
   */
  private List<ControllerLog> givenUp(String nqn) {
    List<ControllerLog> ofIt =
        controllers.values().stream().filter(controller -> controller.nqn().equals(nqn)).toList();
    return ofIt.stream().allMatch(ControllerLog::isGivenUp) ? ofIt : List.of();
  }

  private static String disk(String text) {
    Matcher disk = DISK.matcher(text);
    return disk.find() ? disk.group(1) + disk.group(2) : "";
  }
}
