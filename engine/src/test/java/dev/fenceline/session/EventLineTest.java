package dev.fenceline.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A line says the same whether it is written as the program writes it, or with a blank. */
class EventLineTest {
  private static final SessionHeader HEADER =
      SessionHeader.of("0.1.0", "lines", null, 7, "virtual", "emulated");
  private static final String PIECES = "\"{}[],:-+.0919eEu\\ntrueflasNULL\t é";

  @Property(tries = 10)
  void ofEveryKind(@ForAll long seed) throws IOException {
    for (Event event : new Details(seed).events()) {
      String line = line(event);
      assertThat(outcome(line)).contains(event.detail().toString());
      assertSameWithABlank(line);
    }
  }

  @Property(tries = 10)
  void evenIfItIsDamaged(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    for (Event event : new Details(seed).events()) {
      StringBuilder line = new StringBuilder(line(event));
      int at = random.nextInt(1, line.length());
      String piece = String.valueOf(PIECES.charAt(random.nextInt(PIECES.length())));
      line.replace(at, Math.min(line.length(), at + random.nextInt(3)), piece);
      assertSameWithABlank(line.toString());
    }
  }

  private static void assertSameWithABlank(String line) throws IOException {
    assertThat(outcome(line + " ")).as(line).isEqualTo(outcome(line));
  }

  /** Returns the line of the event as the second one of its lane. */
  private static String line(Event event) throws IOException {
    Event first = new Event(1, 0, event.lane(), Cause.NONE, new Note("first"));
    Event second = new Event(2, event.nanos(), event.lane(), Cause.of(1), event.detail());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SessionFile.write(Session.of(HEADER, List.of(first, second)), out);
    return out.toString(StandardCharsets.UTF_8).lines().toList().get(2);
  }

  /** Returns what is read from a session with this line, after events of every lane. */
  private static String outcome(String line) throws IOException {
    String lane = line.replaceAll("(?s).*\"lane\":(\"(?:[^\"\\\\]|\\\\.)*\").*", "$1");
    String first = lane.startsWith("\"") ? lane : "\"" + Lane.LAB + "\"";
    String text =
        """
        {"format":"fenceline-session","version":1}
        {"seq":1,"nanos":0,"lane":%s,"kind":"note","text":"first"}
        %s
        """
            .formatted(first, line);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      Session read = SessionReader.read(new ByteArrayInputStream(bytes));
      boolean isRead = read.warnings().stream().noneMatch(each -> each.contains("cannot be read"));
      return read.events() + " " + read.extras() + " " + read.others() + " " + isRead;
    } catch (IOException refused) {
      return refused.toString();
    }
  }
}
