package dev.fenceline.timeline.recovery;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Phase.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a comparison knows of one session: its summary, and where its first recovery was. */
record ComparedSession(String title, Summary summary, Optional<Stretch> firstDamage) {
  /** The phases that are compared. */
  static final List<Kind> PHASES = List.of(Kind.DETECT, Kind.FENCE, Kind.RESET, Kind.RECONNECT);

  /** Returns the name of a kind of phase. */
  static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static ComparedSession of(String title, Timeline timeline) {
    return new ComparedSession(
        title,
        Summary.of(timeline),
        timeline.events().stream()
            .filter(event ->
                event.detail() instanceof Finding finding
                    && finding.severity() == Finding.Severity.CORRUPTION)
            .mapToLong(Event::nanos)
            .mapToObj(nanos -> new Stretch(nanos, nanos))
            .findFirst());
  }

  /** Returns a property of the first recovery; empty if there is none, or if it is not known. */
  <T> Optional<T> first(Function<Recovery, Optional<T>> property) {
    return summary.recoveries().stream().findFirst().flatMap(property);
  }

  Optional<Stretch> outage() {
    return first(it -> between(it.failedNanos(), it.resumedNanos()));
  }

  Optional<Stretch> detection() {
    return first(it -> between(it.failedNanos(), it.seenDetectedNanos()));
  }

  /** Returns the time from detection to the end of fencing; empty if the path was not fenced. */
  Optional<Stretch> fencing() {
    return first(it ->
        it.fencedBy() == FencedBy.NONE
            ? Optional.empty()
            : between(it.seenDetectedNanos(), it.fencedNanos()));
  }

  Optional<Stretch> reconnection() {
    return first(it -> between(it.seenDetectedNanos(), it.reconnectedNanos()));
  }

  /** Returns the first phase of a kind; empty if there was none. */
  Optional<Stretch> phase(Kind kind) {
    return first(recovery ->
        recovery.phases(summary.endNanos()).stream()
            .filter(phase -> phase.kind() == kind)
            .map(phase -> new Stretch(phase.fromNanos(), phase.toNanos()))
            .findFirst());
  }

  boolean isCorrupt() {
    return summary.corruptions() > 0 || summary.verdict() == Verdict.CORRUPT;
  }

  private static Optional<Stretch> between(OptionalLong from, OptionalLong to) {
    return from.isPresent() && to.isPresent()
        ? Optional.of(new Stretch(from.getAsLong(), to.getAsLong()))
        : Optional.empty();
  }

  /** Returns the session as members of JSON; null stands for what is not known. */
  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("title", title);
    fields.put(
        "verdict", isCorrupt() ? "corrupt" : summary.verdict().name().toLowerCase(Locale.ROOT));
    fields.put("corruptions", summary.corruptions());
    fields.put("policy", summary.policy());
    fields.put("recoveries", summary.recoveries().size());
    fields.put("failed", first(it -> Optional.of(it.controller())).orElse(null));
    fields.put("outageNanos", nanos(outage()));
    fields.put("detectionNanos", nanos(detection()));
    fields.put("fencedBy", first(it -> Optional.ofNullable(it.fencedByOrNull())).orElse(null));
    fields.put("fencingNanos", nanos(fencing()));
    fields.put("writesHeld", first(it -> Optional.ofNullable(it.writesHeldOrNull())).orElse(null));
    fields.put("reconnectionNanos", nanos(reconnection()));
    fields.put(
        "operationsFailed",
        first(it -> Optional.ofNullable(it.operationsFailedOrNull())).orElse(null));
    List<Map<String, Object>> phases = new ArrayList<>();
    for (Kind kind : PHASES) {
      phase(kind).ifPresent(at -> phases.add(phaseFields(kind, at)));
    }
    fields.put("phases", phases);
    return fields;
  }

  private static Map<String, Object> phaseFields(Kind kind, Stretch stretch) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", word(kind));
    fields.put("nanos", stretch.nanos());
    return fields;
  }

  private static @Nullable Long nanos(Optional<Stretch> stretch) {
    return stretch.map(Stretch::nanos).orElse(null);
  }
}
