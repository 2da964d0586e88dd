package dev.fenceline.app.headline;

import dev.fenceline.app.workspace.Computed;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Runs;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.lab.RunControl;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.recovery.Headline;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The content of the sentence above the lanes, for the session that is shown. */
final class HeadlineViewModel {
  private final Workspace workspace;
  private final ReadOnlyObjectWrapper<@Nullable Headline> headline = new ReadOnlyObjectWrapper<>();

  /** Creates a model that follows the session shown by the workspace. */
  HeadlineViewModel(Workspace workspace) {
    this.workspace = workspace;
    Computed<Headline> derived =
        new Computed<>(
            workspace.jobs(),
            "Reading the result",
            session -> Headline.of(session.timeline()),
            headline::set);
    workspace
        .current()
        .subscribe(session -> {
          headline.set(null);
          derived.follow(session);
        });
  }

  /** Returns the headline; null until it is known. */
  ReadOnlyObjectProperty<@Nullable Headline> headline() {
    return headline.getReadOnlyProperty();
  }

  /**
   * Returns the sentence; empty until it is known. Of a run in progress it says so, and what is
   * known so far.
   */
  ObservableValue<String> words() {
    Runs runs = workspace.runs();
    return Bindings.createStringBinding(
        this::wordsNow, headline, workspace.current(), runs.live(), runs.halt());
  }

  private String wordsNow() {
    Headline known = headline.get();
    if (known == null) {
      return "";
    }
    Runs.Live live = workspace.runs().live().get();
    if (live == null || live.session() != workspace.current().get()) {
      return known.words();
    }
    RunControl.Halt halt = workspace.runs().halt().get();
    String state =
        halt == null
            ? "The run is in progress. "
            : "The run is paused at %s. ".formatted(new Timecode(halt.nanos()).seconds());
    // Damage is proven for good; nothing else is before the end.
    return known.verdict() == Verdict.CORRUPT
        ? state + known.words()
        : state
            + "So far "
            + known.words().substring(0, 1).toLowerCase(Locale.ROOT)
            + known.words().substring(1);
  }

  /** Returns the purpose of the scenario of the session; empty if there is none. */
  ObservableValue<String> purpose() {
    return workspace.shown().flatMap(HeadlineViewModel::purpose).orElse("");
  }

  /** Returns the purpose, which says how the run ends, so a replay does not show it. */
  private static ObservableValue<String> purpose(OpenSession session) {
    String purpose = SessionOrigin.scenario(session.header()).map(Scenario::summary).orElse("");
    return session.view().reachedNanos().map(reached -> reached.longValue() > 0 ? "" : purpose);
  }
}
