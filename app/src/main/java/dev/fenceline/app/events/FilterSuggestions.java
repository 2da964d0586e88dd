package dev.fenceline.app.events;

import dev.fenceline.app.workspace.BackgroundJobs.Job;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.timeline.FilterCompletion;
import dev.fenceline.timeline.FilterCompletion.Proposal;
import dev.fenceline.timeline.FilterValues;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What a filter can say of the session that is shown: names and values that occur. They are found
 * when somebody asks for the first time, off the application thread.
 */
final class FilterSuggestions {
  private final Workspace workspace;
  private final ReadOnlyObjectWrapper<FilterValues> values =
      new ReadOnlyObjectWrapper<>(FilterValues.NONE);
  private @Nullable OpenSession session;
  private @Nullable Job job;
  private int count;

  FilterSuggestions(Workspace workspace) {
    this.workspace = workspace;
    workspace.current().subscribe(this::follow);
  }

  private void follow(@Nullable OpenSession shown) {
    if (job != null) {
      job.cancel();
      job = null;
    }
    session = shown;
    count = 0;
    values.set(FilterValues.NONE);
  }

  /** Returns what occurs, as far as it is known. */
  ReadOnlyObjectProperty<FilterValues> values() {
    return values.getReadOnlyProperty();
  }

  /** Finds out what occurs, if that has changed. */
  void update() {
    OpenSession shown = session;
    if (shown == null || job != null || shown.count().get() == count) {
      return;
    }
    count = shown.count().get();
    job =
        workspace
            .jobs()
            .start(
                "Listing what can be found",
                _ -> FilterValues.of(shown.timeline()),
                found -> {
                  job = null;
                  values.set(found);
                },
                error -> {
                  job = null;
                  throw new IllegalStateException("Listing what can be found", error);
                });
  }

  /** Returns proposals for the term at the caret, best first. */
  List<Proposal> proposals(String query, int caret) {
    update();
    return FilterCompletion.of(query, caret, values.get());
  }
}
