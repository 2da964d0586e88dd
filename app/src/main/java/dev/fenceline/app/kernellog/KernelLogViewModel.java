package dev.fenceline.app.kernellog;

import dev.fenceline.app.workspace.Computed;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.LogEvent;
import dev.fenceline.exchange.kernellog.KernelLine;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.exchange.kernellog.LogAccount;
import dev.fenceline.timeline.Timeline;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the kernel log of the current session, and the line that was printed last at the
 * playhead.
 */
public final class KernelLogViewModel {
  private static final int NO_LINE = -1;
  private static final String NO_SESSION = "The kernel log of the host appears here.";
  private static final String READING = "Reading the kernel log\u2026";
  private static final String NO_LINES = "The kernel log of the host has no lines.";

  private final Workspace workspace;
  private final Computed<Log> log;
  private final ObservableList<KernelLine> lines = FXCollections.observableArrayList();
  private final ObservableList<KernelLine> linesView =
      FXCollections.unmodifiableObservableList(lines);
  private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(NO_LINE);
  private final ObservableList<String> hosts = FXCollections.observableArrayList();
  private final ObservableList<String> hostsView = FXCollections.unmodifiableObservableList(hosts);
  private final ReadOnlyStringWrapper account = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper nothing = new ReadOnlyStringWrapper(NO_SESSION);
  private Subscription following = Subscription.EMPTY;

  /** Creates a model that follows the session shown by the workspace. */
  public KernelLogViewModel(Workspace workspace) {
    this.workspace = workspace;
    this.log =
        new Computed<>(
            workspace.jobs(),
            "Writing the kernel log",
            session -> Log.of(session.timeline()),
            this::show);
    workspace.current().subscribe(this::follow);
  }

  /** Returns the lines, in order of time. */
  public ObservableList<KernelLine> lines() {
    return linesView;
  }

  /** Returns the hosts in an imported log if it has lines of several; otherwise an empty list. */
  public ObservableList<String> hosts() {
    return hostsView;
  }

  /**
   * Returns what an imported log contains besides recoveries; empty if the session is not an
   * imported log.
   */
  public ReadOnlyStringProperty account() {
    return account.getReadOnlyProperty();
  }

  /** Returns the reason why there are no lines. */
  public ReadOnlyStringProperty nothing() {
    return nothing.getReadOnlyProperty();
  }

  /** Opens the lines of one host of the log. */
  public void chooseHost(String host) {
    OpenSession session = workspace.current().get();
    Path file = session == null ? null : session.importedFrom().get();
    if (file != null) {
      workspace.files().open(file, host);
    }
  }

  /** Returns the index of the line printed last at the playhead; -1 before the first. */
  public ReadOnlyIntegerProperty current() {
    return current.getReadOnlyProperty();
  }

  /** Selects the event of the line, in every view. */
  public void choose(KernelLine line) {
    OpenSession session = workspace.current().get();
    if (session != null) {
      session.select(line.sequence());
    }
  }

  private void follow(@Nullable OpenSession session) {
    following.unsubscribe();
    following = Subscription.EMPTY;
    lines.clear();
    hosts.clear();
    account.set("");
    current.set(NO_LINE);
    nothing.set(session == null ? NO_SESSION : READING);
    log.follow(session);
    if (session != null) {
      following =
          Subscription.combine(
              session.playheadNanos().subscribe(_ -> mark(session)),
              session.selected().subscribe(_ -> mark(session)));
    }
  }

  private void show(Log all) {
    nothing.set(NO_LINES);
    lines.setAll(all.lines());
    hosts.setAll(all.hosts());
    account.set(all.account());
    OpenSession session = workspace.current().get();
    if (session != null) {
      mark(session);
    }
  }

  /** The data derived from a session. */
  private record Log(List<KernelLine> lines, List<String> hosts, String account) {
    static Log of(Timeline timeline) {
      List<String> hosts =
          timeline.size() > 0 && timeline.event(0).detail() instanceof LogEvent.Opened opened
              ? opened.hosts()
              : List.of();
      String account = LogAccount.of(timeline).map(it -> String.join("\n", it.lines())).orElse("");
      return new Log(KernelLogWriter.lines(timeline.events()), hosts, account);
    }
  }

  /**
   * Marks the line of the selected event, or else the last line at the playhead; several lines may
   * have the same time.
   */
  private void mark(OpenSession session) {
    long nanos = session.playheadNanos().get();
    long selected = session.selected().get();
    int line = NO_LINE;
    while (line + 1 < lines.size() && lines.get(line + 1).nanos() <= nanos) {
      line++;
      if (lines.get(line).sequence() == selected) {
        break;
      }
    }
    current.set(line);
  }
}
