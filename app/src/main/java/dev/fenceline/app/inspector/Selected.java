package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields with which the page of a path or a connection says what of it was selected. */
final class Selected {
  /** What the page says of a fact that no event proves. */
  static final String NOT_KNOWN = "not known";

  /** What the page says of something that was looked for and not found. */
  static final String NONE_SEEN = "none seen";

  private Selected() {}

  static List<Field> fields(Event event) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Selected", EventText.title(event)));
    fields.add(new Field("When", time(event)));
    EventText.fields(event).stream()
        .filter(field -> !field.name().equals("Connection"))
        .forEach(field -> fields.add(new Field("Its " + lower(field.name()), field.value())));
    return fields;
  }

  /** Leaves abbreviations such as QID as they are. */
  private static String lower(String name) {
    boolean isAbbreviation = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    return isAbbreviation ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** Returns the title of the page of a path. */
  static String path(Lane lane) {
    String name = EventText.where(lane);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  static String time(Event event) {
    return new Timecode(event.nanos()).seconds();
  }

  static String time(@Nullable Event event, String ifNone) {
    return event == null ? ifNone : time(event);
  }
}
