package dev.fenceline.app.library;

import dev.fenceline.app.workspace.Highlight;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.Scenario.Group;
import dev.fenceline.timeline.recovery.Summary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cards of the shipped scenarios. The scenarios of unfolded groups are run in virtual time
 * while the workers are idle, so that their cards show verdicts; the scenarios of folded groups are
 * not run. Used on the application thread.
 */
final class ScenarioCards {
  private static final String NOT_RUN = "not run yet";

  private final Workspace workspace;
  private final Map<Group, CardGroup> groups = new EnumMap<>(Group.class);
  private final List<Scenario> scenarios = new ArrayList<>();
  private final Set<String> tried = new HashSet<>();
  private final Map<String, OpenSession> latest = new HashMap<>();
  private boolean isTrying;

  ScenarioCards(Workspace workspace) {
    this.workspace = workspace;
    for (Group group : Group.values()) {
      CardGroup cards = new CardGroup(title(group), "Reading\u2026", group == Group.MAIN);
      cards.expanded().subscribe(_ -> tryNext());
      groups.put(group, cards);
    }
  }

  private static String title(Group group) {
    return switch (group) {
      case MAIN -> "SCENARIOS";
      case TARGETED -> "TARGETED TESTS";
      case FURTHER -> "FURTHER CASES";
      case OWN -> "OWN SCENARIOS";
    };
  }

  /**
   * Returns the groups that have scenarios, in order; before the scenarios are read, the main group
   * only.
   */
  List<CardGroup> groups() {
    return groups.values().stream()
        .filter(group -> scenarios.isEmpty() ? group == groups.get(Group.MAIN) : isFilled(group))
        .toList();
  }

  private static boolean isFilled(CardGroup group) {
    return !group.cards().isEmpty();
  }

  /**
   * Shows the scenarios and begins to run them.
   *
   * @param first the ID of the scenario to run first, and to show as soon as it has run; empty for
   *     none
   */
  void fill(List<Scenario> found, String first) {
    for (Scenario scenario : found) {
      scenarios.add(scenario);
      String title = scenarios.size() + " " + scenario.title();
      group(scenario)
          .add(new Card(title, NOT_RUN, scenario.summary(), scenario.id(), () -> open(scenario)));
    }
    found.stream()
        .filter(scenario -> scenario.id().equals(first))
        .findFirst()
        .ifPresentOrElse(scenario -> attempt(scenario, true), this::tryNext);
  }

  private CardGroup group(Scenario scenario) {
    CardGroup group = groups.get(scenario.group());
    if (group == null) {
      throw new IllegalStateException("there is a group for each of " + groups.keySet());
    }
    return group;
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

  /** Runs the next scenario as soon as no other job needs the workers; one at a time. */
  private void tryNext() {
    if (isTrying || untried().isEmpty()) {
      return;
    }
    isTrying = true;
    workspace
        .jobs()
        .whenIdle(() -> {
          isTrying = false;
          // The user may have folded the group in the meantime.
          untried().ifPresent(scenario -> attempt(scenario, false));
        });
  }

  private Optional<Scenario> untried() {
    return scenarios.stream()
        .filter(scenario -> group(scenario).expanded().get() && !tried.contains(scenario.id()))
        .findFirst();
  }

  private void attempt(Scenario scenario, boolean show) {
    isTrying = true;
    tried.add(scenario.id());
    workspace
        .jobs()
        .start(
            "Running " + scenario.title(),
            _ -> Attempt.at(scenario),
            attempt -> {
              latest.putIfAbsent(scenario.id(), attempt.session());
              show(attempt.summary(), attempt.highlight());
              if (show && workspace.current().get() == null) {
                open(scenario);
              }
              triedOne();
            },
            error -> {
              card(scenario.id()).ifPresent(card -> card.failed(error));
              triedOne();
            });
  }

  private void triedOne() {
    isTrying = false;
    tryNext();
  }

  private record Attempt(Lab lab, Summary summary, Optional<Highlight> highlight) {
    static Attempt at(Scenario scenario) {
      Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
      lab.run();
      return new Attempt(lab, Summary.of(lab.timeline()), Highlight.of(lab.timeline()));
    }

    OpenSession session() {
      OpenSession session = new OpenSession(lab.header(), lab.timeline());
      highlight.ifPresent(session::goTo);
      return session;
    }
  }

  /** Shows the result of a run that has ended. The card opens this run from now on. */
  void judged(OpenSession session, Summary summary, Optional<Highlight> highlight) {
    latest.put(summary.scenario(), session);
    show(summary, highlight);
  }

  /**
   * Shows that a run was stopped. Its data was not checked completely, so the card keeps the result
   * of the last complete run, unless corruption was already found.
   */
  void stopped(Summary summary) {
    boolean isCorrupt = summary.corruptions() > 0;
    card(summary.scenario()).ifPresent(card -> card.stopped(summary.endNanos(), isCorrupt));
  }

  private void show(Summary summary, Optional<Highlight> highlight) {
    card(summary.scenario()).ifPresent(card -> card.show(summary, highlight));
  }

  private Optional<Card> card(String scenarioId) {
    return groups.values().stream()
        .flatMap(group -> group.cards().stream())
        .filter(card -> card.of().equals(scenarioId))
        .findFirst();
  }

  /**
   * Marks the scenario of the session that the window shows, unless that session is stored in a
   * file.
   */
  void mark(@Nullable OpenSession shown) {
    OpenSession run = shown == null || shown.file().get() != null ? null : shown;
    groups.values().stream()
        .flatMap(group -> group.cards().stream())
        .forEach(card -> card.current().set(run != null && run.equals(latest.get(card.of()))));
  }
}
