package dev.fenceline.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.UnknownEvent;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Timeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Session files keep what they are given, and say so when they cannot. */
class SessionFileTest {
  private static final SessionHeader HEADER =
      SessionHeader.of("0.1.0", "CCR via survivor", "{\"id\":\"ccr\"}", 7, "virtual", "emulated");
  private static final String HEADER_LINE =
      "{\"format\":\"fenceline-session\",\"version\":1,\"program\":\"0.1.0\",\"title\":\"t\","
          + "\"seed\":7,\"clock\":\"virtual\",\"source\":\"emulated\"}\n";

  private static final int GZIP_TRAILER_BYTES = 8;

  @Property(tries = 50)
  void everyKindOfEventComesBackAsItWas(@ForAll long seed) throws IOException {
    List<Event> events = new Details(seed).events();

    Session read = read(bytes(Session.of(HEADER, events)));

    assertThat(read.events()).isEqualTo(events);
    assertThat(read.warnings()).isEmpty();
    assertThat(read.header()).isEqualTo(HEADER);
  }

  @Property(tries = 20)
  void theSameSessionGivesTheSameBytesAlsoAfterALoad(@ForAll long seed) throws IOException {
    byte[] first = bytes(Session.of(HEADER, new Details(seed).events()));

    assertThat(bytes(Session.of(HEADER, new Details(seed).events()))).isEqualTo(first);
    assertThat(bytes(read(first))).isEqualTo(first);
  }

  @Test
  void kindsAreUniqueAndLookLikeWords() {
    assertThat(Details.kinds())
        .extracting(type -> EventSchema.of(type).name())
        .doesNotHaveDuplicates()
        .allMatch(kind -> kind.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void aFileCutAtAnyByteSaysSo() throws IOException {
    byte[] whole = bytes(small());
    int header = new String(whole, StandardCharsets.UTF_8).indexOf('\n');
    for (int length = 0; length < whole.length - 1; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length < header) {
        assertThatThrownBy(() -> read(cut)).isInstanceOf(SessionException.class);
      } else {
        Session read = read(cut);
        assertThat(read.events()).isEqualTo(small().events().subList(0, read.events().size()));
        String left = read.events().isEmpty() ? "no events" : read.events().size() + " events";
        assertThat(read.warnings().getLast()).contains("not complete", left + " are left");
        assertThat(read.warnings())
            .as("cut at %d: said in words, not in those of the parser", length)
            .noneMatch(warning -> warning.contains("end-of-input"));
      }
    }
    assertThat(read(Arrays.copyOf(whole, whole.length - 1)).warnings()).isEmpty();
  }

  @Test
  void aGzipFileCutAtAnyByteSaysSo() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes(small()));
    }
    byte[] whole = zipped.toByteArray();
    int partly = 0;
    for (int length = 0; length < whole.length - GZIP_TRAILER_BYTES; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        Session read = read(cut);
        assertThat(read.events()).isEqualTo(small().events().subList(0, read.events().size()));
        assertThat(read.events().size() == small().events().size() || !read.warnings().isEmpty())
            .as("cut at %d: what is missing is said", length)
            .isTrue();
        partly += read.events().isEmpty() ? 0 : 1;
      } catch (SessionException e) {
        assertThat(e.getMessage()).containsAnyOf("cut", "empty");
      }
    }
    assertThat(partly).isPositive();
    assertThat(read(whole).warnings()).isEmpty();
  }

  @Test
  void aDamagedByteIsNoticed() throws IOException {
    byte[] damaged = bytes(small());
    String text = new String(damaged, StandardCharsets.ISO_8859_1);
    damaged[text.indexOf("beta")] = 'B';

    assertThat(read(damaged).warnings()).singleElement().asString().contains("checksum");
  }

  @Test
  void aDamagedLineEndsWhatIsRead() throws IOException {
    String text = new String(bytes(small()), StandardCharsets.UTF_8);
    String damaged = text.replace("{\"seq\":2", "\"seq\":2");

    Session read = read(damaged.getBytes(StandardCharsets.UTF_8));

    assertThat(read.events()).hasSize(1);
    assertThat(read.warnings().getFirst()).startsWith("Line 3 cannot be read");
    assertThat(read.warnings().getLast()).contains("1 events are left");
  }

  @Test
  void unknownKindsFieldsAndLinesSurviveALoadAndSave() throws IOException {
    String lines =
        """
        {"seq":1,"nanos":5,"lane":"host/nvme4","kind":"note","text":"a","urgency":{"level":3,"why":[1,2.50]}}
        {"seq":2,"nanos":6,"lane":"host/nvme4","cause":1,"kind":"cancel-issued","cid":7,"deep":{"a":[1e400,null]}}
        {"seq":3,"nanos":7,"lane":"host/nvme4","kind":"controller-state","from":"LIVE","to":"ASLEEP","reason":"r"}
        """;
    String header = HEADER_LINE.replace("}\n", ",\"weather\":\"fine\"}\n");

    Session read = read((header + lines + "{\"bookmark\":5}\n").getBytes(StandardCharsets.UTF_8));
    String saved = new String(bytes(read), StandardCharsets.UTF_8);

    assertThat(read.events().get(1).detail()).isInstanceOf(UnknownEvent.class);
    assertThat(read.events().get(2).detail()).isInstanceOf(UnknownEvent.class);
    assertThat(saved.replace("1E+400", "1e400"))
        .startsWith(header + lines + "{\"bookmark\":5}\n{\"end\":3,");
  }

  @Test
  void aFindingMayNameARuleOfANewerVersion() throws IOException {
    String line =
        """
        {"seq":1,"nanos":5,"lane":"lab/lab","kind":"finding","severity":"BREACH","rule":"H99","text":"It broke.","events":[],"operations":[]}
        """;

    Session read = read((HEADER_LINE + line).getBytes(StandardCharsets.UTF_8));

    assertThat(read.events().getFirst().detail())
        .isEqualTo(
            new Finding(
                Finding.Severity.BREACH, Rule.of("H99"), "It broke.", List.of(), List.of()));
    assertThat(new String(bytes(read), StandardCharsets.UTF_8)).startsWith(HEADER_LINE + line);
  }

  @Test
  void fieldsMayComeInAnyOrder() throws IOException {
    String line = "{\"text\":\"a\",\"kind\":\"note\",\"lane\":\"lab/lab\",\"seq\":1,\"nanos\":5}\n";

    assertThat(read((HEADER_LINE + line).getBytes(StandardCharsets.UTF_8)).events())
        .containsExactly(new Event(1, 5, Lane.LAB, Cause.NONE, new Note("a")));
  }

  @Test
  void laterNotesAndViewsWinOverEarlierOnes() throws IOException {
    String lines =
        """
        {"note":"n1","nanos":5,"lane":"","text":"first"}
        {"view":{"zoom":1}}
        {"note":"n2","nanos":6,"lane":"host/nvme4","text":"other"}
        {"note":"n1","nanos":5,"toNanos":9,"lane":"","text":"second"}
        {"view":{"zoom":2}}
        {"note":"n2","nanos":6,"lane":"host/nvme4","text":""}
        """;

    Session read = read((HEADER_LINE + lines).getBytes(StandardCharsets.UTF_8));

    assertThat(read.notes()).containsExactly(new SessionNote("n1", 5, 9, "", "second"));
    assertThat(read.view()).isEqualTo("{\"zoom\":2}");
    assertThat(read(bytes(read)).notes()).isEqualTo(read.notes());
    assertThat(read(bytes(read)).view()).isEqualTo(read.view());
  }

  @Test
  void theVersionIsCheckedBeforeAnythingElse() {
    String newer =
        "{\"format\":\"fenceline-session\",\"version\":2,\"program\":\"9.0\",\"title\":[]}\n";

    assertThatThrownBy(() -> read(newer.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SessionException.class)
        .hasMessageContainingAll("version 2", "9.0", "use a newer one");
  }

  @Test
  void otherFilesAreRefusedWithAReason() {
    for (String other : List.of("", "hello", "[1]\n", "{\"format\":\"x\"}\n", "\u001f\u008b")) {
      assertThatThrownBy(() -> read(other.getBytes(StandardCharsets.ISO_8859_1)))
          .isInstanceOf(SessionException.class)
          .hasMessageNotContaining("Exception");
    }
  }

  @Test
  void limitsHoldOnLinesAndNesting() throws IOException {
    String longLine = HEADER_LINE + "{\"seq\":1,\"x\":\"" + "a".repeat(9 << 20) + "\"}\n";
    assertThatThrownBy(() -> read(longLine.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SessionException.class)
        .hasMessageContaining("line 2 is longer than 8 MiB");

    String deep =
        HEADER_LINE
            + "{\"seq\":1,\"nanos\":0,\"lane\":\"lab/lab\",\"kind\":\"x\",\"y\":"
            + "[".repeat(100)
            + "]".repeat(100)
            + "}\n";
    Session read = read(deep.getBytes(StandardCharsets.UTF_8));
    assertThat(read.events()).isEmpty();
    assertThat(read.warnings().getFirst()).contains("nesting");
  }

  @Test
  void savingReplacesAFileWholeAndLeavesNothingBeside(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.fenceline");
    Files.writeString(file, "before");
    Session bad =
        Session.of(
            HEADER, List.of(new Event(5, 0, Lane.LAB, Cause.NONE, new Note("not the first"))));

    assertThatThrownBy(() -> SessionFile.save(file, bad))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).hasContent("before");

    SessionFile.save(file, small());
    assertThat(SessionReader.read(file)).isEqualTo(small());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void gzipIsAskedForByNameAndFoundByContent(@TempDir Path folder) throws IOException {
    Path named = folder.resolve("a.fenceline.gz");
    Path asked = folder.resolve("a.fenceline");

    SessionFile.save(named, small());
    SessionFile.save(asked, small(), SessionFile.Form.GZIP);

    assertThat(Files.readAllBytes(named))
        .startsWith(0x1F, 0x8B)
        .isEqualTo(Files.readAllBytes(asked));
    assertThat(SessionReader.read(asked)).isEqualTo(small());
  }

  @Test
  void aLiveRecordingEqualsASavedOne(@TempDir Path folder) throws IOException {
    Path live = folder.resolve("live.fenceline");
    try (SessionWriter writer = SessionWriter.open(live, HEADER)) {
      small().events().forEach(writer);
      assertThat(writer.failure()).isEmpty();
    }

    assertThat(Files.readAllBytes(live)).isEqualTo(bytes(small()));
  }

  @Test
  @Timeout(60)
  void aKilledLiveRecordingKeepsWhatWasWritten(@TempDir Path folder) throws IOException {
    Path live = folder.resolve("live.fenceline");
    List<Event> events = small().events();
    Session read;
    try (SessionWriter writer = SessionWriter.open(live, HEADER)) {
      events.forEach(writer);
      // nobody closes the recording: the file is as a killed program leaves it
      do {
        read = SessionReader.read(live);
      } while (read.events().size() < events.size());
    }

    assertThat(read.events()).isEqualTo(events);
    assertThat(read.warnings()).singleElement().asString().contains("is not complete");
  }

  @Test
  void whatIsBeyondTheLimitIsLeftOutWithAWarning() throws IOException {
    List<Event> events = small().events();
    int max = events.size() - 1;

    Session read = SessionReader.read(new ByteArrayInputStream(bytes(small())), max);

    assertThat(read.events()).isEqualTo(events.subList(0, max));
    assertThat(read.warnings()).anyMatch(text -> text.contains("at most %d events".formatted(max)));
    assertThat(SessionReader.EVENTS_MAX).isEqualTo(Timeline.MAX_EVENTS);
  }

  @Test
  void theLastLineTellsTheVerdict() throws IOException {
    assertThat(new String(bytes(small()), StandardCharsets.UTF_8))
        .contains("{\"end\":4,\"verdict\":\"corrupt\",\"crc32c\":\"");
  }

  private static Session small() {
    return Session.of(
        HEADER,
        List.of(
            new Event(1, 0, Lane.LAB, Cause.NONE, new RunEvent.Started("ccr", 7, "virtual")),
            new Event(2, 10, Lane.host("nvme4"), Cause.of(1), new Note("alpha ü")),
            new Event(3, 10, Lane.path("B"), Cause.NONE, new Note("beta")),
            new Event(4, 99, Lane.LAB, Cause.NONE, new RunEvent.Ended(Verdict.CORRUPT, 1, 0, 16))));
  }

  private static byte[] bytes(Session session) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SessionFile.write(session, out);
    return out.toByteArray();
  }

  private static Session read(byte[] bytes) throws IOException {
    return SessionReader.read(new ByteArrayInputStream(bytes));
  }
}
