package dev.fenceline.app.running;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.event.RunEvent;
import dev.fenceline.lab.Fork;
import dev.fenceline.lab.RunChange;
import dev.fenceline.lab.RunChangePrompt;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;

/** Forks the shown session at the playhead: a change there, and a second branch from then on. */
final class ForkViewModel {
  private static final String NOTHING_SHOWN = "Run or open a scenario to fork it.";
  private static final String AT_END =
      "The playhead is at the end of the run: move it to the moment from which something is to be"
          + " different.";

  private final Workspace workspace;

  ForkViewModel(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns what a fork does, or why there can be none. */
  ObservableValue<String> words() {
    return workspace
        .shown()
        .flatMap(session ->
            refused(session).map(why -> why.orElseGet(() -> forks(session.playheadNanos().get()))))
        .orElse(NOTHING_SHOWN);
  }

  /** Returns why the shown session cannot be forked at the playhead; empty if it can. */
  ObservableValue<String> whyNot() {
    return workspace.whyNot(
        session -> refused(session).map(why -> why.map(ForkViewModel::brief).orElse("")));
  }

  private static String forks(long nanos) {
    return """
    A second run is the same until %s, the playhead, and then goes on with your change: a fault, \
    or a setting such as quiesce 1 s. Several are separated by semicolons. Both runs stay open; the new one has the former one behind it as dashed frames.\
    """
        .formatted(moment(nanos));
  }

  /** Returns what a sentence says before it explains it. */
  private static String brief(String reason) {
    return reason.split("[:.]", 2)[0];
  }

  /**
   * Returns why a session cannot be forked at its playhead; empty if it can. The scenario is read
   * once, not at every move of the playhead.
   */
  private static ObservableValue<Optional<String>> refused(OpenSession session) {
    Optional<String> always = Fork.refuses(session.header());
    return session
        .playheadNanos()
        .map(nanos ->
            always.or(() ->
                isOver(session.timeline(), nanos.longValue())
                    ? Optional.of(AT_END)
                    : Optional.empty()));
  }

  /** Reports whether the run has ended by that moment. */
  private static boolean isOver(Timeline timeline, long nanos) {
    int size = timeline.size();
    return size > 0
        && timeline.detail(size - 1) instanceof RunEvent.Ended
        && nanos >= timeline.nanos(size - 1);
  }

  private static String moment(long nanos) {
    return new Timecode(nanos).precise();
  }

  /** Returns the changes that a user may have begun to write. */
  List<String> complete(String typed, int most) {
    int begin = typed.lastIndexOf(';') + 1;
    String before = typed.substring(0, begin) + (begin == 0 ? "" : " ");
    return prompt().stream()
        .flatMap(prompt -> prompt.complete(typed.substring(begin), most).stream())
        .map(line -> before + line)
        .toList();
  }

  private Optional<RunChangePrompt> prompt() {
    return Optional.ofNullable(workspace.current().get())
        .flatMap(session -> SessionOrigin.scenario(session.header()))
        .map(RunChangePrompt::new);
  }

  /** Forks the shown session; returns what is wrong with the changes, or an empty string. */
  String fork(String typed) {
    OpenSession trunk = workspace.current().get();
    if (trunk == null) {
      return NOTHING_SHOWN;
    }
    try {
      List<RunChange> changes = prompt().orElseThrow().parseAll(typed);
      long nanos = trunk.playheadNanos().get();
      String title =
          "%s, fork at %s: %s"
              .formatted(
                  trunk.title(),
                  moment(nanos),
                  changes.stream().map(RunChange::words).collect(Collectors.joining(", ")));
      run(trunk, new Fork(trunk.header(), trunk.timeline(), nanos, changes, title), nanos);
      return "";
    } catch (IllegalArgumentException wrong) {
      return String.valueOf(wrong.getMessage());
    }
  }

  /** A branch that has run, with the first event before the fork that is not the same. */
  private record Branch(OpenSession session, Optional<Event> difference) {}

  private void run(OpenSession trunk, Fork fork, long nanos) {
    workspace
        .jobs()
        .attend(
            "Running the other branch",
            _ -> {
              fork.lab().run();
              OpenSession session = new OpenSession(fork.lab().header(), fork.lab().timeline());
              return new Branch(session, fork.firstDifference());
            },
            fork.lab()::stop,
            branch -> show(trunk, branch, nanos),
            error -> failed(trunk, String.valueOf(error.getMessage())));
  }

  private void show(OpenSession trunk, Branch branch, long nanos) {
    if (branch.difference().isPresent()) {
      Event first = branch.difference().get();
      failed(
          trunk,
          "Event %d at %s is not the same again, so this is no second branch of it. Run the scenario"
                  .formatted(first.sequence(), moment(first.nanos()))
              + " with this version, and fork that run.");
      return;
    }
    OpenSession session = branch.session();
    session.cannotBeRepeated();
    session.view().former().set(trunk.timeline());
    session.view().arrangement().set(trunk.view().arrangement().get());
    session.select(session.firstAfter(nanos));
    workspace.show(session);
  }

  private void failed(OpenSession trunk, String reason) {
    workspace.messages().problem(new Problem("The run cannot be forked", trunk.title(), reason));
  }
}
