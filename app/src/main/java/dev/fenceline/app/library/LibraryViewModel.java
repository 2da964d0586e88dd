package dev.fenceline.app.library;

import dev.fenceline.app.library.ShippedSessions.Shipped;
import dev.fenceline.app.workspace.Highlight;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.Setting;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Summary;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The scenarios with their verdicts, and the sessions that were opened or saved. */
public final class LibraryViewModel {
  private static final String NOT_RUN = "not run yet";

  private final Workspace workspace;
  private final SessionVerdicts verdicts;
  private final ObservableList<Card> scenarios = FXCollections.observableArrayList();
  private final ObservableList<Card> scenariosView =
      FXCollections.unmodifiableObservableList(scenarios);
  private final ObservableList<Card> sessions = FXCollections.observableArrayList();
  private final ObservableList<Card> sessionsView =
      FXCollections.unmodifiableObservableList(sessions);
  private final Map<Object, OpenSession> latest = new HashMap<>();
  private List<Shipped> shipped = List.of();
  private Subscription following = Subscription.EMPTY;

  /** The library of that workspace. */
  public LibraryViewModel(Workspace workspace) {
    this.workspace = workspace;
    this.verdicts = new SessionVerdicts(workspace.jobs());
    workspace.preferences().recent().addListener((InvalidationListener) _ -> fillSessions());
    fillSessions();
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

  /** The scenarios, in the order in which people should see them. */
  ObservableList<Card> scenarios() {
    return scenariosView;
  }

  /** The sessions, latest first. */
  ObservableList<Card> sessions() {
    return sessionsView;
  }

  /**
   * Reads the shipped scenarios and tries each of them in virtual time, so that its verdict is
   * known before anybody asks.
   *
   * @param first the id of the scenario to show as soon as it has run; empty for none
   */
  public void load(String first) {
    workspace
        .jobs()
        .start("Listing sessions", _ -> ShippedSessions.list(), this::fillShipped, this::unlisted);
    workspace
        .jobs()
        .start(
            "Reading scenarios",
            _ ->
                ScenarioLibrary.ids().stream()
                    .map(ScenarioLibrary::find)
                    .flatMap(Optional::stream)
                    .toList(),
            found -> fillScenarios(found, first),
            error -> {
              throw new IllegalStateException("the shipped scenarios can be read", error);
            });
  }

  private void fillShipped(List<Shipped> found) {
    shipped = found;
    fillSessions();
  }

  private void unlisted(Exception error) {
    workspace
        .voice()
        .problem(
            new Problem(
                "The sessions that ship cannot be listed",
                "sessions",
                String.valueOf(error.getMessage())));
  }

  private void fillScenarios(List<Scenario> found, String first) {
    for (Scenario scenario : found) {
      String title = scenarios.size() + 1 + " " + scenario.title();
      scenarios.add(
          new Card(title, NOT_RUN, scenario.summary(), scenario.id(), () -> open(scenario)));
    }
    Deque<Scenario> waiting = new ArrayDeque<>(found);
    found.stream()
        .filter(scenario -> scenario.id().equals(first))
        .findFirst()
        .ifPresent(scenario -> {
          waiting.remove(scenario);
          waiting.addFirst(scenario);
        });
    attemptNext(waiting, first);
  }

  /** One after the other, and only while nobody else has use for the workers. */
  private void attemptNext(Deque<Scenario> waiting, String first) {
    Scenario next = waiting.poll();
    if (next != null) {
      attempt(
          next,
          next.id().equals(first),
          () -> workspace.jobs().whenIdle(() -> attemptNext(waiting, first)));
    }
  }

  /** Shows the latest run of the scenario, or runs it. */
  private void open(Scenario scenario) {
    workspace.runs().scenario().set(scenario);
    OpenSession known = latest.get(scenario.id());
    if (known == null) {
      workspace.runs().clock().set(ClockKind.VIRTUAL);
      workspace.runs().start();
    } else {
      workspace.show(known);
    }
  }

  private void attempt(Scenario scenario, boolean show, Runnable afterwards) {
    workspace
        .jobs()
        .start(
            "Running " + scenario.title(),
            _ -> {
              Lab lab = new Lab(scenario, scenario.seed(), ClockKind.VIRTUAL);
              lab.run();
              return Attempt.of(lab);
            },
            attempt -> {
              OpenSession session = attempt.session();
              latest.putIfAbsent(scenario.id(), session);
              show(attempt.summary(), attempt.highlight());
              if (show && workspace.current().get() == null) {
                open(scenario);
              }
              afterwards.run();
            },
            error -> {
              card(scenario.id()).ifPresent(card -> card.failed(error));
              afterwards.run();
            });
  }

  private record Attempt(Lab lab, Summary summary, Optional<Highlight> highlight) {
    static Attempt of(Lab lab) {
      return new Attempt(lab, Summary.of(lab.timeline()), Highlight.of(lab.timeline()));
    }

    OpenSession session() {
      OpenSession session = new OpenSession(lab.header(), lab.timeline());
      highlight.ifPresent(session::goTo);
      return session;
    }
  }

  /** Learns the verdict of a run that has ended. */
  private void judge(OpenSession session) {
    workspace
        .jobs()
        .start(
            "Judging " + session.title(),
            _ -> new Judged(Summary.of(session.timeline()), Highlight.of(session.timeline())),
            judged -> {
              latest.put(judged.summary().scenario(), session);
              show(judged.summary(), judged.highlight());
              mark(workspace.current().get());
            },
            error -> {
              throw new IllegalStateException("every session has a summary", error);
            });
  }

  private record Judged(Summary summary, Optional<Highlight> highlight) {}

  private void show(Summary summary, Optional<Highlight> highlight) {
    card(summary.scenario()).ifPresent(card -> card.show(summary, highlight));
  }

  private Optional<Card> card(String scenarioId) {
    return scenarios.stream().filter(card -> card.of().equals(scenarioId)).findFirst();
  }

  private void fillSessions() {
    sessions.setAll(workspace.preferences().recent().stream().map(this::card).toList());
    shipped.forEach(session -> sessions.add(card(session)));
    mark(workspace.current().get());
  }

  private Card card(Path file) {
    String folder = String.valueOf(file.getParent());
    Card card =
        new Card(
            String.valueOf(file.getFileName()),
            folder,
            file.toString(),
            file,
            () -> workspace.files().open(file));
    verdicts.show(card, SessionVerdicts.of(file));
    return card;
  }

  private Card card(Shipped session) {
    String resource = session.resource();
    Card card =
        new Card(
            resource.substring(resource.lastIndexOf('/') + 1),
            "ships with Fenceline",
            session.header().title() + ". " + Setting.words(session.header()),
            resource,
            () -> {
              OpenSession known = latest.get(resource);
              if (known == null) {
                workspace.files().openShipped(resource, opened -> latest.put(resource, opened));
              } else {
                workspace.show(known);
              }
            });
    verdicts.show(card, SessionVerdicts.ofShipped(resource));
    return card;
  }

  private void follow(@Nullable OpenSession session) {
    following.unsubscribe();
    following = session == null ? Subscription.EMPTY : session.file().subscribe(_ -> mark(session));
    mark(session);
  }

  private void mark(@Nullable OpenSession shown) {
    Path file = shown == null ? null : shown.file().get();
    Path imported = shown == null ? null : shown.importedFrom().get();
    sessions.forEach(card ->
        card.current()
            .set(card.of().equals(file) || card.of().equals(imported) || isLatest(card, shown)));
    scenarios.forEach(card -> card.current().set(file == null && isLatest(card, shown)));
  }

  private boolean isLatest(Card card, @Nullable OpenSession shown) {
    return shown != null && shown.equals(latest.get(card.of()));
  }
}
