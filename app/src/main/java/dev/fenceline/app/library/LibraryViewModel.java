package dev.fenceline.app.library;

import dev.fenceline.app.workspace.Highlight;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.event.Note;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The scenarios with their verdicts, and the sessions that were opened or saved. */
final class LibraryViewModel {
  private static final String UNFOLDED = "unfolded";

  private final Workspace workspace;
  private final ScenarioCards scenarios;
  private final SessionCards sessions;
  private final ObservableList<CardGroup> groups = FXCollections.observableArrayList();
  private final ObservableList<CardGroup> groupsView =
      FXCollections.unmodifiableObservableList(groups);
  private Subscription following = Subscription.EMPTY;

  /** Creates the library of a workspace. */
  LibraryViewModel(Workspace workspace) {
    this.workspace = workspace;
    scenarios = new ScenarioCards(workspace);
    sessions = new SessionCards(workspace);
    fillGroups();
    groups.forEach(this::rememberFold);
    workspace
        .preferences()
        .recent()
        .addListener(
            (InvalidationListener)
                _ -> {
                  sessions.fill();
                  mark();
                });
    workspace.current().subscribe(this::follow);
    workspace
        .runs()
        .live()
        .subscribe((before, _) -> {
          if (before != null) {
            judge(before.session());
          }
        });
  }

  /** Returns the groups from top to bottom: scenarios first, then sessions. */
  ObservableList<CardGroup> groups() {
    return groupsView;
  }

  /** Folds a group as it was when the program last ran. */
  private void rememberFold(CardGroup group) {
    String part = "library." + group.title();
    Preferences preferences = workspace.preferences();
    preferences.layout(part).ifPresent(words -> group.expanded().set(UNFOLDED.equals(words)));
    group
        .expanded()
        .subscribe((_, now) -> preferences.rememberLayout(part, now ? UNFOLDED : "folded"));
  }

  private void fillGroups() {
    groups.setAll(scenarios.groups());
    groups.add(sessions.group());
  }

  /**
   * Reads the shipped scenarios and runs those whose cards are visible in virtual time, so that the
   * cards show their verdicts.
   *
   * @param first the ID of the scenario to show as soon as it has run; empty for none
   */
  public void load(String first) {
    workspace
        .jobs()
        .start(
            "Listing sessions",
            _ -> ShippedSessions.list(),
            found -> {
              sessions.fill(found);
              mark();
            },
            this::unlisted);
    workspace
        .jobs()
        .start(
            "Reading scenarios",
            _ ->
                ScenarioLibrary.ids().stream()
                    .map(ScenarioLibrary::find)
                    .flatMap(Optional::stream)
                    .toList(),
            found -> fill(found, first),
            error -> {
              throw new IllegalStateException("the shipped scenarios can be read", error);
            });
  }

  private void fill(List<Scenario> found, String first) {
    scenarios.fill(found, first);
    fillGroups();
  }

  private void unlisted(Exception error) {
    workspace
        .messages()
        .problem(
            new Problem(
                "The shipped sessions cannot be listed",
                "sessions",
                String.valueOf(error.getMessage())));
  }

  /** Shows the verdict of a run that has ended. */
  private void judge(OpenSession session) {
    workspace
        .jobs()
        .start(
            "Checking " + session.title(),
            _ -> Judged.of(session.timeline()),
            judged -> {
              if (judged.stopped()) {
                scenarios.stopped(judged.summary());
              } else {
                scenarios.judged(session, judged.summary(), judged.highlight());
              }
              mark();
            },
            error -> {
              throw new IllegalStateException("every session has a summary", error);
            });
  }

  private record Judged(Summary summary, Optional<Highlight> highlight, boolean stopped) {
    static Judged of(Timeline timeline) {
      return new Judged(
          Summary.of(timeline),
          Highlight.of(timeline),
          timeline.events().reversed().stream().anyMatch(Judged::isStop));
    }

    private static boolean isStop(Event event) {
      return event.detail() instanceof Note(String text) && text.equals("stopped by hand");
    }
  }

  private void follow(@Nullable OpenSession session) {
    following.unsubscribe();
    following = session == null ? Subscription.EMPTY : session.file().subscribe(_ -> mark());
    mark();
  }

  private void mark() {
    OpenSession shown = workspace.current().get();
    sessions.mark(shown);
    scenarios.mark(shown);
  }
}
