package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.inspector.InspectorPage.Role;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.swimlane.picture.LateWrite;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what a write did that took effect after its host had given it up. */
final class LatePage {
  private LatePage() {}

  /** Returns the late write that an event is, or that a finding of corruption names. */
  static Optional<LateWrite> find(List<LateWrite> late, Event event) {
    List<Long> named =
        event.detail() instanceof Finding finding
                && finding.severity() == Finding.Severity.CORRUPTION
            ? finding.events()
            : List.of(event.sequence());
    List<LateWrite> found =
        late.stream().filter(write -> named.contains(write.landed().sequence())).toList();
    return found.stream()
        .filter(LateWrite::isOnNewerData)
        .findFirst()
        .or(() -> found.stream().findFirst())
        .filter(write -> !(event.detail() instanceof Finding) || write.isOnNewerData());
  }

  static String title(LateWrite write) {
    if (!write.isOnNewerData()) {
      return "Late write took effect";
    }
    return "Stale write destroyed "
        + (write.newerVersion() == 0 ? "newer data" : "v" + write.newerVersion());
  }

  static List<Field> fields(LateWrite write) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Block", Text.spaced(write.block())));
    if (write.version() > 0) {
      fields.add(new Field("It wrote", "v" + write.version()));
    }
    Event newer = write.newer();
    if (newer != null) {
      String version = write.newerVersion() == 0 ? "newer data" : "v" + write.newerVersion();
      fields.add(new Field("It destroyed", version + ", written at " + time(newer)));
    }
    addField(fields, "Sent", write.copy().first(CommandEvent.Submitted.class));
    addField(fields, "Given up", write.copy().first(CommandEvent.Cancelled.class));
    addField(fields, "Retry took effect", write.retry());
    fields.add(new Field("Took effect", time(write.landed())));
    return fields;
  }

  /** Returns links to the moments of the write other than the selected one, in their order. */
  static List<Link> links(LateWrite write, Event selected) {
    List<Link> links = new ArrayList<>();
    addLink(links, "The write is sent", write.copy().first(CommandEvent.Submitted.class));
    addLink(links, "The host gives it up", write.copy().first(CommandEvent.Cancelled.class));
    addLink(links, "Its retry takes effect", write.retry());
    addLink(links, "The newer data is written", write.newer());
    addLink(links, "The late copy takes effect", write.landed());
    links.removeIf(link -> link.sequence() == selected.sequence());
    return links;
  }

  private static void addLink(List<Link> links, String words, @Nullable Event event) {
    if (event != null) {
      links.add(new Link(Role.CAUSE, words, event.sequence()));
    }
  }

  private static void addField(List<Field> fields, String name, @Nullable Event event) {
    if (event != null) {
      fields.add(new Field(name, time(event)));
    }
  }

  private static String time(Event event) {
    return new Timecode(event.nanos()).seconds();
  }
}
