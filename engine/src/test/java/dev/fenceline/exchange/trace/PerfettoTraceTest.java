package dev.fenceline.exchange.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.fenceline.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads traces back as Perfetto does: packet by packet, with a stack of slices for each track. */
@Timeout(120)
@Tag("slow")
class PerfettoTraceTest {
  private record Slice(long track, String name, long fromNanos, long toNanos, Set<Long> flows) {}

  /** What Perfetto makes of a trace. */
  private static final class Import {
    final Map<Long, String> names = new HashMap<>();
    final Map<Long, Long> parents = new HashMap<>();
    final List<Slice> slices = new ArrayList<>();
    final List<Slice> instants = new ArrayList<>();
    private final Map<Long, List<Slice>> open = new HashMap<>();
    private long lastNanos;

    Import(byte[] trace) throws IOException {
      for (ByteString packet :
          UnknownFieldSet.parseFrom(trace).getField(1).getLengthDelimitedList()) {
        packet(UnknownFieldSet.parseFrom(packet));
      }
      assertThat(open.values()).allSatisfy(stack -> assertThat(stack).isEmpty());
    }

    private void packet(UnknownFieldSet packet) throws IOException {
      assertThat(packet.getField(10).getVarintList()).containsExactly(1L);
      if (packet.hasField(60)) {
        UnknownFieldSet track = message(packet, 60);
        names.put(number(track, 1), text(track, 2));
        if (track.hasField(5)) {
          parents.put(number(track, 1), number(track, 5));
        }
      } else {
        long nanos = number(packet, 8);
        assertThat(nanos).isGreaterThanOrEqualTo(lastNanos);
        lastNanos = nanos;
        event(nanos, message(packet, 11));
      }
    }

    private void event(long nanos, UnknownFieldSet event) {
      long track = number(event, 11);
      assertThat(names).containsKey(track);
      List<Slice> stack = open.computeIfAbsent(track, _ -> new ArrayList<>());
      Set<Long> flows = new HashSet<>(event.getField(47).getFixed64List());
      switch ((int) number(event, 9)) {
        case 1 -> {
          assertThat(stack).as("slices of a track do not overlap").isEmpty();
          stack.add(new Slice(track, text(event, 23), nanos, nanos, flows));
        }
        case 2 -> {
          Slice begun = stack.removeLast();
          slices.add(new Slice(track, begun.name, begun.fromNanos, nanos, begun.flows));
        }
        case 3 -> instants.add(new Slice(track, text(event, 23), nanos, nanos, flows));
        default -> throw new AssertionError("no such type");
      }
    }

    List<Slice> slicesOn(String track) {
      return slices.stream().filter(slice -> track.equals(name(slice))).toList();
    }

    String name(Slice slice) {
      return names.getOrDefault(slice.track, "");
    }

    private String path(long track) {
      Long parent = parents.get(track);
      return (parent == null ? "" : path(parent) + "/") + names.get(track);
    }

    Set<String> paths() {
      Set<String> paths = new HashSet<>();
      names.keySet().forEach(track -> paths.add(path(track)));
      return paths;
    }
  }

  private static long number(UnknownFieldSet message, int field) {
    return message.getField(field).getVarintList().getFirst();
  }

  private static String text(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().getFirst().toStringUtf8();
  }

  private static UnknownFieldSet message(UnknownFieldSet message, int field) throws IOException {
    return UnknownFieldSet.parseFrom(message.getField(field).getLengthDelimitedList().getFirst());
  }

  private static Import read(Timeline timeline) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PerfettoTrace.write(timeline, "a run", out);
    return new Import(out.toByteArray());
  }

  @Test
  void lanesAreTracksBelowTheirPartOfThePicture() throws IOException {
    Import trace = read(Runs.of("ccr"));

    assertThat(trace.paths())
        .contains(
            "a run/Host/nvme3/nvme3 fencing",
            "a run/Host/nvme4/nvme4 recovery",
            "a run/Host/workload/workload events",
            "a run/Paths/path B",
            "a run/Target/controller 2.2/controller 2.2 commands",
            "a run/Lab/lab/lab events");
  }

  @Test
  void statesAndPhasesAreSlicesToTheNanosecond() throws IOException {
    Timeline run = Runs.of("ccr");
    Import trace = read(run);

    assertThat(trace.slicesOn("nvme4"))
        .extracting(it -> "%s %d+%d".formatted(it.name, it.fromNanos, it.toNanos - it.fromNanos))
        .containsExactlyElementsOf(Runs.states(run, "nvme4"))
        .anyMatch(state -> state.startsWith("FENCING"));
    assertThat(trace.slicesOn("nvme4 recovery"))
        .extracting(Slice::name)
        .startsWith("Detect 5.61 s", "Fence 1.50 s");
    assertThat(trace.slicesOn("nvme3 fencing"))
        .extracting(Slice::name)
        .containsExactly("CCR of nvme4");
  }

  @Test
  void everyEventIsThere() throws IOException {
    Timeline run = Runs.of("ccr");
    Import trace = read(run);
    long slices =
        trace.slices.stream().filter(slice -> !trace.name(slice).endsWith(" recovery")).count();

    assertThat(slices + trace.instants.size()).isEqualTo(run.size());
  }

  @Test
  void aHeldWriteFlowsFromItsFirstCopyToItsSecond() throws IOException {
    Import trace = read(Runs.of("ccr"));
    List<Slice> held = trace.slicesOn("nvme4 held");

    assertThat(held).hasSize(3);
    for (Slice each : held) {
      long operation = Long.parseLong(each.name.replaceAll("\\D+", ""));
      assertThat(trace.slices)
          .filteredOn(slice -> slice.flows.contains(operation))
          .extracting(trace::name)
          .contains("nvme4 commands", "nvme3 commands");
    }
  }

  @Test
  void theResetFlowsThroughSourceAndTargetAndBack() throws IOException {
    Import trace = read(Runs.of("ccr"));

    assertThat(flow(trace, "instance-reset-by")).contains("target-ccr-accepted");
    assertThat(flow(trace, "target-ccr-completed")).contains("instance-gone");
    assertThat(flow(trace, "ccr-ended")).contains("log-read");
    assertThat(flow(trace, "aen-sent")).contains("aen-received");
  }

  /** What else the flows through an instant of that name pass through. */
  private static Set<String> flow(Import trace, String name) {
    Set<String> others = new HashSet<>();
    List<Slice> marks = new ArrayList<>(trace.slices);
    marks.addAll(trace.instants);
    for (Slice each : marks) {
      if (each.name.equals(name)) {
        for (Slice other : marks) {
          if (!other.equals(each) && other.flows.stream().anyMatch(each.flows::contains)) {
            others.add(other.name);
          }
        }
      }
    }
    return others;
  }
}
