package dev.fenceline.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.EventText.Field;
import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTextTest {
  private static List<Field> fields(Detail detail) {
    return EventText.fields(new Event(1, 0, Lane.host("nvme0"), Cause.NONE, detail));
  }

  @Test
  void whatIsNotKnownOfARecoveryIsNoFalsehoodAndNoZero() {
    assertThat(fields(new ControllerEvent.ErrorRecovery("connection lost", false, true, false)))
        .containsExactly(
            new Field("Trigger", "connection lost"), new Field("Fencing", "not known"));
  }

  @Test
  void whatIsKnownIsSaidInWords() {
    assertThat(fields(new ControllerEvent.ErrorRecovery("Write timeout", true)))
        .containsExactly(new Field("Trigger", "Write timeout"), new Field("Fencing", "yes"));
    assertThat(
            fields(new ControllerEvent.ErrorRecovery("Write timeout", false, false, true, 2_000)))
        .containsExactly(
            new Field("Trigger", "Write timeout"),
            new Field("Fencing", "no"),
            new Field("Earlier", "yes"),
            new Field("Since", "2.0 µs"));
  }

  @Test
  void whatACommandDoesNotHaveIsLeftOut() {
    assertThat(fields(new CommandEvent.Submitted(0, 12, 0x18, 0, 0, 0, 0)))
        .extracting(Field::name)
        .containsExactly("QID", "CID", "Opcode");
    assertThat(fields(new CommandEvent.Submitted(1, 12, 0x01, 0, 8, 7, 1)))
        .contains(new Field("LBA", "0"), new Field("Blocks", "8"), new Field("Copy", "1"));
  }
}
