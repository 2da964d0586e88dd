package dev.fenceline.exchange.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.UnknownEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CsvSessionTest {
  private static final Lane NVME4 = Lane.host("nvme4");

  private static Timeline timeline(Event... events) {
    return Timeline.of(List.of(events));
  }

  /** The rows by column name. */
  private static List<Map<String, String>> read(Timeline timeline) throws IOException {
    StringWriter text = new StringWriter();
    CsvSession.write(timeline, text);
    List<List<String>> rows = cells(text.toString());
    List<Map<String, String>> read = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      assertThat(row).hasSameSizeAs(rows.getFirst());
      Map<String, String> byName = new HashMap<>();
      for (int i = 0; i < row.size(); i++) {
        byName.put(rows.getFirst().get(i), row.get(i));
      }
      read.add(byName);
    }
    return read;
  }

  /** Reads as RFC 4180 says. */
  private static List<List<String>> cells(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (!quoted && c == '\r' && text.charAt(i + 1) == '\n') {
        row.add(cell.toString());
        cell.setLength(0);
        rows.add(row);
        row = new ArrayList<>();
        i++;
      } else {
        cell.append(c);
      }
    }
    assertThat(quoted).isFalse();
    assertThat(cell).isEmpty();
    return rows;
  }

  @Test
  void anEventIsALineWithItsFieldsUnderTheirNames() throws IOException {
    InstanceId impacted = new InstanceId(2, 1, 0xabcL);
    List<Map<String, String>> rows =
        read(
            timeline(
                new Event(1, 12_510_390_001L, NVME4, Cause.NONE, new KeepAliveEvent.Expired(7, 5L)),
                new Event(
                    2,
                    12_510_390_001L,
                    NVME4,
                    Cause.of(1),
                    new FencingEvent.CcrIssued("nvme3", impacted, 9, 3)),
                new Event(
                    3,
                    13_000_000_000L,
                    Lane.LAB,
                    Cause.NONE,
                    new Finding(
                        Finding.Severity.BREACH,
                        Rule.Invariant.H1,
                        "no",
                        List.of(1L, 2L),
                        List.of()))));

    assertThat(rows.get(0))
        .containsEntry("seq", "1")
        .containsEntry("nanos", "12510390001")
        .containsEntry("seconds", "12.510390001")
        .containsEntry("lane", "host/nvme4")
        .containsEntry("cause", "")
        .containsEntry("kind", "keep-alive-expired")
        .containsEntry("cid", "7")
        .containsEntry("sourceCid", "");
    assertThat(rows.get(1))
        .containsEntry("cause", "1")
        .containsEntry("source", "nvme3")
        .containsEntry("sourceCid", "9")
        .containsEntry("impacted.cntlid", "2")
        .containsEntry("impacted.cirn", "0000000000000abc")
        .containsEntry("cid", "");
    assertThat(rows.get(2)).containsEntry("severity", "BREACH").containsEntry("events", "1 2");
  }

  @Test
  void anEventOfAKindOfAnotherVersionKeepsItsFields() throws IOException {
    assertThat(
            read(
                timeline(new Event(1, 0, NVME4, Cause.NONE, new UnknownEvent("new", "{\"a\":1}")))))
        .singleElement()
        .satisfies(
            row -> assertThat(row).containsEntry("kind", "new").containsEntry("json", "{\"a\":1}"));
  }

  @Property(tries = 300)
  void anyTextIsOneCell(@ForAll String text) throws IOException {
    assertThat(read(timeline(new Event(1, 0, Lane.LAB, Cause.NONE, new Note(text)))))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("text", text));
  }
}
