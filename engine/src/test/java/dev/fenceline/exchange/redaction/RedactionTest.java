package dev.fenceline.exchange.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.Note;
import dev.fenceline.event.UnknownEvent;
import dev.fenceline.event.value.LogClock;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionNote;
import dev.fenceline.session.SessionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static final SessionHeader LOG =
      SessionHeader.of("0.2.0", "acme-prod.log", null, 0, "log", "kernel log");

  private static Session session(Detail... details) {
    List<Event> events = new ArrayList<>();
    for (Detail detail : details) {
      events.add(new Event(events.size() + 1L, 10, Lane.host("nvme4"), Cause.NONE, detail));
    }
    return Session.of(LOG, events);
  }

  private static Detail redacted(Detail... details) {
    return Redaction.of(session(details)).session().events().getLast().detail();
  }

  private static String note(String text) {
    return redacted(new Note(text)) instanceof Note note ? note.text() : "";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "addr 10.7.3.21:4420 |addr 192.0.2.1:4420",
        "traddr=10.7.3.21,trsvcid=4420 |traddr=192.0.2.1,trsvcid=4420",
        "to 10.7.3.21. |to 192.0.2.1.",
        "10.1.1.1 and 10.1.1.2 and 10.1.1.1 |192.0.2.1 and 192.0.2.2 and 192.0.2.1",
        "addr [fd12:3456::17]:4420 |addr [2001:db8::1]:4420",
        "addr 2a02:8108:0:1:2:3:4:5 |addr 2001:db8::1",
        "mac 3c:ec:ef:12:34:56 |mac 00:00:5e:00:53:01",
        "NQN \"nqn.2014-08.com.acme:sub1\", |NQN \"nqn.2014-08.org.example:redacted-1\",",
        "is nqn.2014-08.com.acme:sub1. |is nqn.2014-08.org.example:redacted-1.",
        "id 8f1b2c3d-0000-1111-2222-333344445555 |id 00000000-0000-4000-8000-000000000001",
      })
  void whatIdentifiesIsReplacedByTheSameForm(String text, String expected) {
    assertThat(note(text.strip())).isEqualTo(expected.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mar 05 15:43:40",
        "2026-11-29T15:43:40.123456+01:00",
        "Linux 6.12.117-generic",
        "PCI 0000:01:00.0",
        "I/O tag 1 (2001) type 4 opcode 0x18",
        "version 1.2.3.4.5",
        "999.1.1.1",
        "nqn.2014-08.org.nvmexpress.discovery",
        "04004800000000003840101000000000000000000000000000000000",
      })
  void whatIdentifiesNobodyStays(String text) {
    assertThat(note(text)).isEqualTo(text);
  }

  @Test
  void hostNamesOfALogAreReplacedWhereverTheyStand() {
    Detail opened = new LogEvent.Opened(LogClock.NONE, 0, List.of("db7", "db7b"));
    Session redacted = Redaction.of(session(opened, new Note("db7 lost db7b, not db77"))).session();
    assertThat(redacted.events().get(0).detail())
        .isEqualTo(new LogEvent.Opened(LogClock.NONE, 0, List.of("host1", "host2")));
    assertThat(redacted.events().get(1).detail()).isEqualTo(new Note("host1 lost host2, not db77"));
  }

  @Test
  void whatCollectorsPutBeforeALogLineIsLeftOut() {
    assertThat(
            redacted(new LogEvent.Line("Mar 5 acme-db7 kernel:", "Mar 5", "nvme nvme4: ", "reset")))
        .isEqualTo(new LogEvent.Line("", "Mar 5", "nvme nvme4: ", "reset"));
  }

  @Test
  void fieldsOfEventsLanesNotesAndTitlesAreCovered() {
    Session whole =
        new Session(
            LOG,
            List.of(
                new Event(
                    1,
                    0,
                    Lane.path("10.7.3.21"),
                    Cause.NONE,
                    new ControllerEvent.Created("A", "10.7.3.21:4420")),
                new Event(
                    2, 0, Lane.LAB, Cause.NONE, new UnknownEvent("new-kind", "{\"a\":\"x\"}"))),
            List.of(new SessionNote("1", 0, "path/10.7.3.21", "see 10.7.3.21")),
            null,
            Map.of(1L, "{\"secret\":\"x\"}"),
            List.of("{\"other\":\"10.7.3.21\"}"),
            List.of());
    Redaction redaction = Redaction.of(whole);
    assertThat(redaction.session().toString())
        .doesNotContain("10.7.3.21", "secret", "acme", "\"x\"");
    assertThat(redaction.words())
        .isEqualTo(
            "1 address, 0 NQNs, 0 identifiers and 0 host names were replaced. Times, device names"
                + " and messages are kept. Fields that this version does not know are left out.");
  }

  @Property
  void addressesStayDistinct(@ForAll @IntRange(min = 1, max = 2_000) int count) {
    Substitutes substitutes = new Substitutes();
    assertThat(
            java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> substitutes.in("10.%d.%d.9".formatted(i / 200, i % 200)))
                .distinct())
        .hasSize(count);
  }

  @Test
  @Tag("slow")
  void aRedactedSessionStillTellsTheSameStory() throws Exception {
    Session shipped = SessionReader.read(Path.of("../sessions/linux-black-hole.fenceline"));
    Session redacted = Redaction.of(shipped).session();
    assertThat(redacted.events()).hasSameSizeAs(shipped.events());
    assertThat(Redaction.of(redacted).session().events()).isEqualTo(redacted.events());
    for (int i = 0; i < shipped.events().size(); i++) {
      Event before = shipped.events().get(i);
      Event after = redacted.events().get(i);
      assertThat(after.nanos()).isEqualTo(before.nanos());
      assertThat(after.cause()).isEqualTo(before.cause());
      assertThat(after.detail()).hasSameClassAs(before.detail());
    }
  }
}
