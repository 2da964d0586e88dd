package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same log in other wrappings tells the same story. */
class DisturbedLogsTest {
  private static final List<String> LINES =
      """
      [  500.000000] nvme nvme0: new ctrl: NQN "nqn.2026-01.lab:vol1", addr 192.0.2.10:4420, hostnqn: nqn.2014-08.org.nvmexpress:uuid:1
      [  600.000000] nvme nvme0: I/O tag 1 (5001) type 4 opcode 0x18 (Keep Alive) QID 0 timeout
      [  600.000200] nvme nvme0: starting error recovery
      [  600.000900] block nvme0n1: no usable path - requeuing I/O
      [  600.001000] nvme nvme0: failed nvme_keep_alive_end_io error=10
      [  600.100000] nvme nvme0: Reconnecting in 10 seconds...
      [  610.200000] nvme nvme0: failed to connect socket: -111
      [  610.200100] nvme nvme0: Failed reconnect attempt 1/60
      [  610.200200] nvme nvme0: Reconnecting in 10 seconds...
      [  620.300000] nvme nvme0: creating 8 I/O queues.
      [  620.400000] nvme nvme0: mapped 8/0/0 default/read/poll queues.
      [  620.500000] nvme nvme0: Successfully reconnected (attempt 2/60)
      [  700.000000] nvme nvme0: receive failed:  -104
      [  700.000100] nvme nvme0: starting error recovery
      [  700.100000] nvme nvme0: Reconnecting in 10 seconds...
      [  710.300000] nvme nvme0: creating 8 I/O queues.
      [  710.400000] nvme nvme0: mapped 8/0/0 default/read/poll queues.
      [  710.500000] nvme nvme0: Successfully reconnected (attempt 1/60)
      """
          .lines()
          .toList();

  private static final List<String> STORY = Told.of(String.join("\n", LINES)).story();

  private static String log(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static List<String> each(String prefix, String suffix) {
    return LINES.stream().map(line -> prefix + line + suffix).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[pod/node-debug-x7k2/debug] |",
        "node7: |",
        "> |",
        "\"|\"",
        "\"|\",",
        "'|',",
        "|\r",
        "\u001B[32m|\u001B[0m",
        "#033[33m|#033[0m",
        "kern  :warn  : |",
        "<4>|",
        "17:|",
        "| <br>",
        "2026-03-05 10:59:20,|,host7,kern.warn",
        "2026-03-05T10:59:20.251Z |\\n\"}",
        "{\"log\":\"|\\n\",\"stream\":\"stdout\"",
        "time=\"2026-03-05T10:59:20Z\" level=info msg=\"|\" node=worker-3",
        "<134>1 2026-03-05T10:59:20.251Z host7 kernel - - - |",
        "Mar  5 10:59:20 host7 kernel: |",
        "|\t{\"facility\":\"kern\"}",
        "messages-20260305:Mar  5 10:59:20 host7 kernel: |",
        "| \\",
        "    |"
      })
  void somethingInFrontOfAndBehindEveryLine(String frame) {
    int at = frame.indexOf('|');
    String log = log(each(frame.substring(0, at), frame.substring(at + 1)));

    assertThat(Told.of(log).story()).as(log).isEqualTo(STORY);
  }

  @Property(tries = 40)
  void everyLineAsOftenAsItMayBe(@ForAll @IntRange(min = 1, max = 4) int times) {
    List<String> doubled =
        LINES.stream().flatMap(line -> Collections.nCopies(times, line).stream()).toList();
    List<String> twice = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      twice.addAll(LINES);
    }

    assertThat(Told.of(log(doubled)).story()).isEqualTo(STORY);
    assertThat(Told.of(log(twice)).story()).isEqualTo(STORY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Mar  5 10:59:20 h kernel: ", "2026-03-05T10:59:20.251000+00:00 h kernel: "})
  void theCopyOfAnotherCollectorInAnotherStyle(String head) {
    List<String> log = new ArrayList<>();
    for (String line : LINES) {
      log.add(line);
      log.add(head + line.substring(line.indexOf(']') + 2));
    }

    assertThat(Told.of(log(log)).story()).isEqualTo(STORY);
  }

  @Property(tries = 20)
  void reversedTellsTheSameAndSaysSo(@ForAll @IntRange(min = 0, max = 14) int from) {
    List<String> part = LINES.subList(from, LINES.size());
    Told reversed = Told.of(log(part.reversed()));

    assertThat(reversed.story()).isEqualTo(Told.of(log(part)).story());
    assertThat(reversed.session().warnings()).anyMatch(it -> it.contains("newest first"));
  }

  @Property(tries = 20)
  void withoutTimesReversedTellsTheSameToo(@ForAll @IntRange(min = 0, max = 12) int from) {
    List<String> part =
        LINES.subList(from, LINES.size()).stream()
            .map(line -> line.substring(line.indexOf(']') + 2))
            .toList();

    assertThat(Told.of(log(part.reversed())).story()).isEqualTo(Told.of(log(part)).story());
  }

  /** A detection is at a line that shows a failure, or said to be before; none is made up. */
  @Property(tries = 300)
  void aCutLogInventsNoDetection(
      @ForAll @IntRange(min = 0, max = 17) int one,
      @ForAll @IntRange(min = 0, max = 17) int other) {
    List<String> part = LINES.subList(Math.min(one, other), Math.max(one, other) + 1);
    Told told = Told.of(log(part));

    long failures = part.stream().filter(line -> line.contains("starting error recovery")).count();
    assertThat(told.recoveries())
        .filteredOn(it -> !it.earlier() && !it.trigger().startsWith("not known"))
        .as(log(part))
        .hasSizeLessThanOrEqualTo((int) failures);
    boolean beginsFailed =
        part.stream()
            .takeWhile(line -> !line.contains("starting error recovery"))
            .anyMatch(line -> line.contains("econnect"));
    assertThat(told.recoveries()).hasSize((int) failures + (beginsFailed ? 1 : 0));
  }

  /** Lines that are gone in the middle lose no failure that a line shows. */
  @Property(tries = 300)
  void missingLinesLoseNoFailure(@ForAll List<@IntRange(min = 0, max = 17) Integer> missing) {
    List<String> part = new ArrayList<>(LINES);
    missing.stream().distinct().limit(12).forEach(i -> part.set(i, ""));
    long failures = part.stream().filter(line -> line.contains("starting error recovery")).count();
    List<String> left = part.stream().filter(line -> !line.isEmpty()).toList();

    if (!left.isEmpty()) {
      assertThat(Told.of(log(left)).recoveries())
          .as(log(left))
          .hasSizeGreaterThanOrEqualTo((int) failures);
    }
  }

  @Example
  void aSecondRecoveryShowsThatTheFirstEnded() {
    Told told =
        Told.of(
            """
            [  600.000000] nvme nvme0: I/O tag 1 (5001) type 4 opcode 0x18 (Keep Alive) QID 0 timeout
            [  600.000200] nvme nvme0: starting error recovery
            [  600.000900] block nvme0n1: no usable path - requeuing I/O
            [  620.400000] nvme nvme0: mapped 8/0/0 default/read/poll queues.
            [  700.000000] nvme nvme0: receive failed:  -104
            [  700.000100] nvme nvme0: starting error recovery
            [  710.500000] nvme nvme0: Successfully reconnected (attempt 1/60)
            """);

    assertThat(told.recoveries()).hasSize(2);
    Recovery first = told.recoveries().getFirst();
    assertThat(first.endSeen()).isFalse();
    assertThat(first.io()).isEqualTo(new IoOutcome.NotKnown());
    assertThat(told.recoveries().getLast().trigger()).contains("receive failed");
  }

  @Example
  void twoErrorRecoveriesWithoutALineBetweenAreTwo() {
    Told told =
        Told.of(
            """
            [  600.000200] nvme nvme0: starting error recovery
            [  700.000100] nvme nvme0: starting error recovery
            [  710.500000] nvme nvme0: Successfully reconnected (attempt 1/60)
            """);

    assertThat(told.recoveries()).hasSize(2);
  }

  /** Without the line that is whole, with another number, also where it was wrapped in that. */
  @Property(tries = 100)
  void aTerminalThatWrapsLines(@ForAll @IntRange(min = 45, max = 110) int width) {
    List<String> lines = LINES.stream().filter(line -> !line.contains(" -1")).toList();
    String wrapped =
        lines.stream()
            .flatMap(line -> Arrays.stream(line.split("(?<=\\G.{" + width + "})")))
            .collect(Collectors.joining("\n"));

    assertThat(Told.of(wrapped).story()).as(wrapped).isEqualTo(Told.of(log(lines)).story());
  }

  @Property(tries = 50)
  void everyFormOfJson(@ForAll @IntRange(min = 0, max = 4) int form) {
    List<String> objects =
        LINES.stream()
            .map(line ->
                "{\"__REALTIME_TIMESTAMP\":\"17727083%s\",\"_HOSTNAME\":\"host7\",\"MESSAGE\":\"%s\",\"a\":{\"b\":[1]}}"
                    .formatted(
                        line.substring(3, 13).replaceAll("[^0-9]", "").substring(0, 8),
                        line.replace("\"", "\\\"")))
            .toList();
    String log =
        switch (form) {
          case 0 -> String.join("\n", objects);
          case 1 -> "[" + String.join(",", objects) + "]";
          case 2 -> "[\n  " + String.join(",\n  ", objects) + "\n]\n";
          case 3 ->
              objects.stream()
                  .map(it ->
                      it.replace("{\"", "{\n\t\"").replace(",\"", ",\n\t\"").replace("}}", "}\n}"))
                  .collect(Collectors.joining("\n"));
          default -> "\u001E" + String.join("\n\u001E", objects);
        };

    assertThat(Told.of(log).story()).as(log).isEqualTo(STORY);
  }
}
