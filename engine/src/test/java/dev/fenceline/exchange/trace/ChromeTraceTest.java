package dev.fenceline.exchange.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fenceline.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads traces back by the rules of the Trace Event Format. */
@Timeout(120)
@Tag("slow")
class ChromeTraceTest {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static List<JsonNode> read(Timeline timeline) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ChromeTrace.write(timeline, "a run", out);
    JsonNode trace = JSON.readTree(out.toByteArray());
    assertThat(trace.path("displayTimeUnit").asText()).isEqualTo("ns");
    assertThat(trace.path("otherData").path("title").asText()).isEqualTo("a run");
    List<JsonNode> events = new ArrayList<>();
    trace.path("traceEvents").forEach(events::add);
    return events;
  }

  private static List<JsonNode> phase(List<JsonNode> events, String phase) {
    return events.stream().filter(event -> event.path("ph").asText().equals(phase)).toList();
  }

  private static String thread(JsonNode event) {
    return event.path("pid").asInt() + "/" + event.path("tid").asInt();
  }

  private static Map<String, String> names(List<JsonNode> events) {
    Map<String, String> names = new HashMap<>();
    for (JsonNode event : phase(events, "M")) {
      if (event.path("name").asText().endsWith("_name")) {
        names.put(thread(event), event.path("args").path("name").asText());
      }
    }
    return names;
  }

  private static long nanos(JsonNode event, String field) {
    return event.path(field).decimalValue().multiply(BigDecimal.valueOf(1_000)).longValueExact();
  }

  @Test
  void statesAreCompleteEventsOnTheThreadOfTheirLane() throws IOException {
    Timeline run = Runs.of("ccr");
    List<JsonNode> events = read(run);
    Map<String, String> names = names(events);

    assertThat(names).containsEntry("1/0", "Host").containsEntry("3/0", "Target");
    assertThat(phase(events, "X"))
        .filteredOn(event -> "nvme4".equals(names.get(thread(event))))
        .extracting(
            it -> "%s %d+%d".formatted(it.path("name").asText(), nanos(it, "ts"), nanos(it, "dur")))
        .containsExactlyElementsOf(Runs.states(run, "nvme4"));
  }

  @Test
  void completeEventsOfAThreadNeverOverlap() throws IOException {
    for (String id : List.of("ccr", "unprotected")) {
      Map<String, Long> endNanos = new HashMap<>();
      for (JsonNode event : phase(read(Runs.of(id)), "X")) {
        long begin = nanos(event, "ts");
        assertThat(begin)
            .as("%s", event)
            .isGreaterThanOrEqualTo(endNanos.getOrDefault(thread(event), 0L));
        endNanos.put(thread(event), begin + nanos(event, "dur"));
      }
      assertThat(endNanos).isNotEmpty();
    }
  }

  @Test
  void everyEventIsThereWithItsFields() throws IOException {
    Timeline run = Runs.of("ccr");
    List<JsonNode> events = read(run);
    List<JsonNode> shown = new ArrayList<>(phase(events, "X"));
    shown.removeIf(event -> event.path("cat").asText().equals("recovery"));
    shown.addAll(phase(events, "i"));

    assertThat(shown).extracting(it -> it.path("args").path("seq").asInt()).doesNotHaveDuplicates();
    assertThat(shown).hasSize(run.size());
    assertThat(shown)
        .filteredOn(it -> it.path("args").path("kind").asText().equals("ccr-issued"))
        .singleElement()
        .satisfies(it -> {
          JsonNode arguments = it.path("args");
          assertThat(it.path("name").asText()).isEqualTo("CCR of nvme4");
          assertThat(arguments.path("source").asText()).isEqualTo("nvme3");
          assertThat(arguments.path("impacted.cntlid").asInt()).isEqualTo(2);
          assertThat(arguments.path("impacted.cirn").asText()).hasSize(16);
          assertThat(arguments.path("why").asText()).contains("nvme3 was asked");
        });
  }

  @Test
  void everyFlowBeginsAndEndsWithinSlices() throws IOException {
    List<JsonNode> events = read(Runs.of("ccr"));
    Map<String, List<JsonNode>> slices = new HashMap<>();
    phase(events, "X")
        .forEach(slice -> slices.computeIfAbsent(thread(slice), _ -> new ArrayList<>()).add(slice));
    Map<Long, String> flows = new LinkedHashMap<>();
    Map<Long, Long> lastNanos = new HashMap<>();
    for (JsonNode event : events) {
      String phase = event.path("ph").asText();
      if ("stf".contains(phase)) {
        long id = event.path("id").asLong();
        long at = nanos(event, "ts");
        flows.merge(id, phase, String::concat);
        assertThat(at).isGreaterThanOrEqualTo(lastNanos.getOrDefault(id, 0L));
        lastNanos.put(id, at);
        assertThat(slices.get(thread(event)))
            .as("%s", event)
            .anyMatch(slice ->
                nanos(slice, "ts") <= at && at <= nanos(slice, "ts") + nanos(slice, "dur"));
      }
    }
    assertThat(flows).hasSizeGreaterThan(1_000);
    assertThat(flows.values()).allMatch(shape -> shape.matches("st*f"));
  }
}
