package dev.fenceline.app.headline;

import dev.fenceline.app.workspace.Computed;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.recovery.Headline;
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
