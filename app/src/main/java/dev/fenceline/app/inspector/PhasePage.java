package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.Analysis.During;
import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.inspector.InspectorPage.Role;
import dev.fenceline.app.inspector.InspectorPage.Tone;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.recovery.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of a phase of the strip above the lanes. */
final class PhasePage {
  private PhasePage() {}

  /** Returns the page of the phase with a start and an end. */
  static InspectorPage of(OpenSession session, Analysis analysis, TimeRange range) {
    List<During> found =
        analysis.phases().stream()
            .filter(it ->
                it.phase().fromNanos() == range.fromNanos()
                    && it.phase().toNanos() == range.toNanos())
            .toList();
    List<Field> fields = new ArrayList<>();
    During first = found.isEmpty() ? null : found.getFirst();
    Phase phase = first == null ? null : first.phase();
    if (first != null) {
      fields.add(new Field("Controller", first.controller()));
    }
    fields.add(new Field("Began", new Timecode(range.fromNanos()).seconds()));
    boolean isOpen = phase == null ? range.toNanos() >= session.endNanos().get() : phase.isOpen();
    fields.add(
        new Field(
            "Ended",
            isOpen ? "not by the end of the session" : new Timecode(range.toNanos()).seconds()));
    fields.add(new Field("Lasted", Text.measured(range.lengthNanos())));
    if (first != null) {
      neighbours(fields, first);
    }
    return new InspectorPage(
        phase == null ? "No recovery" : "Phase: " + phase.label(),
        isOpen ? "NOT OVER" : "",
        Tone.PLAIN,
        fields,
        (phase == null ? Phase.Kind.STEADY : phase.kind()).explanation(),
        links(session, first),
        null);
  }

  private static void neighbours(List<Field> fields, During during) {
    List<Phase> all = during.all();
    int at = all.indexOf(during.phase());
    if (at > 0) {
      fields.add(new Field("Phase before", all.get(at - 1).label()));
    }
    if (at >= 0 && at + 1 < all.size()) {
      fields.add(new Field("Phase after", all.get(at + 1).label()));
    }
  }

  private static List<Link> links(OpenSession session, @Nullable During during) {
    return during == null
        ? List.of()
        : session
            .find(during.detectedSequence())
            .map(event ->
                List.of(
                    new Link(
                        event.nanos() <= during.phase().fromNanos() ? Role.CAUSE : Role.EFFECT,
                        LinkWords.of(event),
                        event.sequence())))
            .orElse(List.of());
  }
}
