package dev.fenceline.scenario;

import dev.fenceline.scenario.Fault.Directions;
import dev.fenceline.scenario.setting.TimeText;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parses the faults that a user types, in the form of {@link Fault#command}: each can read what the
 * other prints.
 */
public final class FaultPrompt {
  /** The commands that break and heal a path, one per line. */
  public static final List<String> PATH_HELP =
      List.of(
          "fault path NAME stall [to-target|to-host] [keep-bytes]  bytes wait until it is healed",
          "fault path NAME black-hole [to-target|to-host]          bytes are lost, nobody is"
              + " notified",
          "fault path NAME reset                                   connections are reset",
          "fault path NAME refuse                                  the same, and new ones too",
          "fault path NAME delay TIME [jitter TIME] [to-target|to-host]",
          "heal path NAME                                          the path works again");

  /** The additional commands for an emulated target, one per line. */
  public static final List<String> TARGET_HELP =
      List.of(
          "fault path NAME ana STATE                               optimized, inaccessible and so"
              + " on",
          "slow-write TIME|off [controller ID]                     what media needs for a write",
          "hang on|off [controller ID]                             media completes no command");

  private static final String TO_TARGET = "to-target";
  private static final String TO_HOST = "to-host";
  private static final String KEEP_BYTES = "keep-bytes";
  private static final int ALL_CONTROLLERS = 0;
  private static final int LAST_CONTROLLER = 0xFFFF;
  private static final long LONGEST_DELAY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LONGEST_WRITE_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Deque<String> words;

  private FaultPrompt(String line) {
    words = new ArrayDeque<>(List.of(line.strip().split("\\s+")));
  }

  /**
   * Parses one line.
   *
   * @throws IllegalArgumentException if it is not a fault; the message says what was expected where
   */
  public static Fault parse(String line) {
    FaultPrompt prompt = new FaultPrompt(line);
    Fault fault = prompt.fault();
    String rest = String.join(" ", prompt.words);
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" is too much after \"%s\"".formatted(rest, fault.command()));
    }
    return fault;
  }

  private Fault fault() {
    String expected = "fault, heal, slow-write or hang";
    return switch (word(expected)) {
      case "fault" -> pathFault(path());
      case "heal" -> new Fault.Heal(path());
      case "slow-write" -> slowWrite();
      case "hang" -> hang();
      case String other -> throw unexpected(other, expected);
    };
  }

  private String path() {
    String expected = "\"path\" and its name";
    String word = word(expected);
    if (!word.equals("path")) {
      throw unexpected(word, expected);
    }
    return word("the name of a path");
  }

  private Fault pathFault(String path) {
    String expected = "stall, black-hole, reset, refuse, delay or ana";
    return switch (word(expected)) {
      case "stall" -> new Fault.Stall(path, directions(), skip(KEEP_BYTES));
      case "black-hole" -> new Fault.BlackHole(path, directions());
      case "reset" -> new Fault.Reset(path);
      case "refuse" -> new Fault.Refuse(path);
      case "delay" -> delay(path);
      case "ana" -> new Fault.Ana(path, anaState());
      case String other -> throw unexpected(other, expected);
    };
  }

  private Fault delay(String path) {
    String expected = "a one-way delay, such as 5ms";
    long delayNanos = nanos(word(expected), LONGEST_DELAY_NANOS);
    long jitterNanos =
        skip("jitter") ? nanos(word("the jitter, such as 100us"), LONGEST_DELAY_NANOS) : 0;
    return new Fault.Delay(
        path,
        directions(),
        TimeUnit.NANOSECONDS.toMicros(delayNanos),
        TimeUnit.NANOSECONDS.toMicros(jitterNanos));
  }

  private Fault.Ana.State anaState() {
    String expected =
        Arrays.stream(Fault.Ana.State.values())
            .map(Fault.Ana.State::word)
            .collect(Collectors.joining(", "));
    String word = word(expected);
    return Arrays.stream(Fault.Ana.State.values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElseThrow(() -> unexpected(word, expected));
  }

  private Fault slowWrite() {
    String word = word("how long a write takes, such as 8.8s, or off");
    if (word.equals("off")) {
      return new Fault.SlowWriteOff(controller());
    }
    long takesMillis = TimeUnit.NANOSECONDS.toMillis(nanos(word, LONGEST_WRITE_NANOS));
    return new Fault.SlowWrite(controller(), takesMillis);
  }

  private Fault hang() {
    String expected = "on or off";
    return switch (word(expected)) {
      case "on" -> new Fault.Hang(controller());
      case "off" -> new Fault.HangOff(controller());
      case String other -> throw unexpected(other, expected);
    };
  }

  private Directions directions() {
    if (skip(TO_TARGET)) {
      return Directions.TO_TARGET;
    }
    return skip(TO_HOST) ? Directions.TO_HOST : Directions.BOTH;
  }

  private int controller() {
    if (!skip("controller")) {
      return ALL_CONTROLLERS;
    }
    String expected = "a controller ID from 1 to " + LAST_CONTROLLER;
    String word = word(expected);
    if (!word.matches("\\d{1,5}")
        || Integer.parseInt(word) == ALL_CONTROLLERS
        || Integer.parseInt(word) > LAST_CONTROLLER) {
      throw unexpected(word, expected);
    }
    return Integer.parseInt(word);
  }

  private static long nanos(String word, long longestNanos) {
    long nanos = TimeText.nanos(word);
    if (nanos < 0 || nanos > longestNanos) {
      throw unexpected(
          word, "a time from 0 s to %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(longestNanos)));
    }
    return nanos;
  }

  /** Takes the next word, or throws if there is none. */
  private String word(String expected) {
    @Nullable String word = words.poll();
    if (word == null || word.isEmpty()) {
      throw new IllegalArgumentException("the line ends too early; expected " + expected);
    }
    return word;
  }

  /** Takes the next word if it is this one, and reports whether it was. */
  private boolean skip(String word) {
    boolean isNext = word.equals(words.peek());
    if (isNext) {
      words.remove();
    }
    return isNext;
  }

  private static IllegalArgumentException unexpected(String word, String expected) {
    return new IllegalArgumentException("\"%s\": expected %s".formatted(word, expected));
  }
}
