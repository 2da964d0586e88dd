package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.workspace.Computed;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The details of the selected event and of the measured range. */
final class InspectorViewModel {
  /** The number of events at the end of a session that are searched for findings. */
  private static final int JUDGED_WITHIN = 200;

  private final Workspace workspace;
  private final Computed<Analysis> reasons;
  private @Nullable Analysis analysis;
  private final ReadOnlyObjectWrapper<@Nullable InspectorPage> page = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Measured> measured = new ReadOnlyObjectWrapper<>();
  private Subscription following = Subscription.EMPTY;

  /**
   * A measured range.
   *
   * @param range its start and end
   * @param length its length
   * @param counts how many events it contains, by kind
   */
  public record Measured(String range, String length, String counts) {}

  /** Creates a model that follows the session shown by the workspace. */
  InspectorViewModel(Workspace workspace) {
    this.workspace = workspace;
    this.reasons =
        new Computed<>(
            workspace.jobs(),
            "Analysing causes",
            session -> Analysis.of(session.timeline()),
            this::explain);
    workspace.current().subscribe(this::follow);
  }

  /** Returns the page of the selected event; null if none is selected. */
  ReadOnlyObjectProperty<@Nullable InspectorPage> page() {
    return page.getReadOnlyProperty();
  }

  /** Returns the measured range; null if there is none. */
  public ReadOnlyObjectProperty<@Nullable Measured> measured() {
    return measured.getReadOnlyProperty();
  }

  /** Returns when the cause or effect happened; empty if it is not known. */
  String when(Link link) {
    OpenSession session = workspace.current().get();
    return session == null
        ? ""
        : session
            .find(link.sequence())
            .map(event -> new Timecode(event.nanos()).seconds())
            .orElse("");
  }

  /** Selects the cause or effect. */
  void follow(Link link) {
    OpenSession session = workspace.current().get();
    if (session != null) {
      session.select(link.sequence());
    }
  }

  private void follow(@Nullable OpenSession session) {
    following.unsubscribe();
    following = Subscription.EMPTY;
    page.set(null);
    analysis = null;
    reasons.follow(session);
    measured.set(null);
    if (session != null) {
      following =
          Subscription.combine(
              session.selected().subscribe(_ -> page.set(InspectorPages.of(session, analysis))),
              session.view().phase().subscribe(_ -> page.set(InspectorPages.of(session, analysis))),
              session.measured().subscribe(range -> measured.set(measure(session, range))));
    }
  }

  private void explain(Analysis found) {
    analysis = found;
    OpenSession session = workspace.current().get();
    if (session != null) {
      page.set(InspectorPages.of(session, found));
    }
  }

  /** Selects the event before the selected one in its chain. */
  void followBack() {
    follow(EventChain::before);
  }

  /** Selects the event after the selected one in its chain. */
  void followOn() {
    follow(EventChain::after);
  }

  private void follow(BiFunction<EventChain, Event, Optional<Event>> direction) {
    OpenSession session = workspace.current().get();
    if (session != null) {
      EventChain chain = new EventChain(session, analysis == null ? null : analysis.journeys());
      session
          .selectedEvent()
          .flatMap(event -> direction.apply(chain, event))
          .ifPresent(event -> session.select(event.sequence()));
    }
  }

  private static @Nullable Measured measure(OpenSession session, @Nullable TimeRange range) {
    if (range == null) {
      return null;
    }
    long events = session.firstAfter(range.toNanos()) - session.firstAfter(range.fromNanos() - 1);
    List<String> counts = new ArrayList<>();
    counts.add(count(events, "event"));
    long held = within(session, range, IoEvent.Held.class);
    if (held > 0 || SessionOrigin.isRun(session.header())) {
      counts.add(count(held, "request") + " held");
    }
    long lost = lost(session, range);
    if (lost > 0 || isJudged(session)) {
      counts.add(count(lost, "update") + " lost");
    }
    return new Measured(
        "%s to %s"
            .formatted(
                new Timecode(range.fromNanos()).shortSeconds(),
                new Timecode(range.toNanos()).shortSeconds()),
        Text.measured(range.lengthNanos()),
        String.join(" \u00b7 ", counts));
  }

  private static String count(long number, String thing) {
    return Text.spaced(number) + " " + (number == 1 ? thing : thing + "s");
  }

  private static long within(OpenSession session, TimeRange range, Class<? extends Detail> kind) {
    return LongStream.range(
            session.firstAfter(range.fromNanos() - 1), session.firstAfter(range.toNanos()))
        .filter(sequence -> kind.isInstance(session.timeline().detail((int) sequence - 1)))
        .count();
  }

  /** Reports whether the run has ended with a verdict, that is, the media content was checked. */
  private static boolean isJudged(OpenSession session) {
    return session
        .find(session.count().get())
        .map(last ->
            last.detail() instanceof RunEvent.Ended ended && ended.verdict() != Verdict.UNKNOWN)
        .orElse(false);
  }

  /** Counts the corruption findings with evidence in the range, among the last events only. */
  private static long lost(OpenSession session, TimeRange range) {
    return LongStream.iterate(session.count().get(), sequence -> sequence - 1)
        .limit(JUDGED_WITHIN)
        .mapToObj(session::find)
        .flatMap(Optional::stream)
        .filter(event ->
            event.detail() instanceof Finding finding
                && finding.severity() == Finding.Severity.CORRUPTION
                && finding.events().stream()
                    .map(session::find)
                    .flatMap(Optional::stream)
                    .anyMatch(proof -> range.contains(proof.nanos())))
        .count();
  }
}
