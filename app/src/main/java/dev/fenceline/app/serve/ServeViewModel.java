package dev.fenceline.app.serve;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.Runs;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.remote.TransportAddress;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.service.ServiceFront;
import dev.fenceline.service.TargetService;
import dev.fenceline.session.SessionWriter;
import dev.fenceline.timeline.Excerpt;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * Serves the emulated target to real hosts. What the hosts do is shown as a live session: the first
 * {@value #WHOLE_MAX} events completely, then all but routine events, up to {@value #EVENTS_MAX},
 * so that serving for days does not fill the memory. A recording holds all events. Used on the
 * application thread.
 */
final class ServeViewModel {
  /** The number of events up to which all are shown: some minutes of I/O. */
  static final int WHOLE_MAX = 400_000;

  /** The largest number of events that are shown: about 100 MB. */
  static final int EVENTS_MAX = 800_000;

  private static final String OTHER_RUN = "A run is in progress. Stop it first.";

  private final Workspace workspace;
  private final StringProperty listen = new SimpleStringProperty("127.0.0.1:4420, 127.0.0.1:4421");
  private final StringProperty size = new SimpleStringProperty("256 MiB");
  private final StringProperty cqt = byDefault("cqt");
  private final StringProperty ccrLimit = byDefault("ccrl");
  private final BooleanProperty trafficBased = new SimpleBooleanProperty();
  private final StringProperty recording = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable ServedTarget> serving =
      new ReadOnlyObjectWrapper<>();

  private static StringProperty byDefault(String parameter) {
    return new SimpleStringProperty(Parameter.named(parameter).byDefault().orElse(""));
  }

  /** Creates a model that does not serve yet. */
  ServeViewModel(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns the addresses that hosts connect to, one for each path, separated by commas. */
  StringProperty listen() {
    return listen;
  }

  /** Returns the size of the namespace, which is in memory. */
  StringProperty size() {
    return size;
  }

  /** Returns the command quiesce time that the target reports. */
  StringProperty cqt() {
    return cqt;
  }

  /** Returns how many cross-controller resets a controller may have in progress. */
  StringProperty ccrLimit() {
    return ccrLimit;
  }

  /** Returns whether any command counts as keep alive. */
  BooleanProperty trafficBased() {
    return trafficBased;
  }

  /** Returns the file that records every event; empty for none. */
  StringProperty recording() {
    return recording;
  }

  /**
   * Returns why serving failed or could not start, and what to change; empty if there is no
   * problem.
   */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** Returns how hosts connect while serving is in progress; null otherwise. */
  ReadOnlyObjectProperty<@Nullable ServedTarget> serving() {
    return serving.getReadOnlyProperty();
  }

  /** Returns whether serving can begin: no other run is in progress. */
  ObservableBooleanValue possible() {
    return Bindings.not(workspace.runs().running());
  }

  /** Begins to serve, or says which setting is wrong. */
  void start() {
    problem.set("");
    if (workspace.runs().live().get() != null) {
      problem.set(OTHER_RUN);
      return;
    }
    try {
      ServeForm form =
          new ServeForm(
              listen.get(), size.get(), cqt.get(), ccrLimit.get().strip(), trafficBased.get());
      String file = recording.get().strip();
      start(form.addresses(), form.scenario(), file.isEmpty() ? null : Path.of(file));
    } catch (InvalidPathException wrong) {
      problem.set("\"%s\" is not a valid file name for the recording.".formatted(wrong.getInput()));
    } catch (IllegalArgumentException wrong) {
      problem.set(String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * Resolves the addresses off the application thread, because looking up a name can take a while,
   * and begins to serve.
   */
  private void start(List<TransportAddress> addresses, Scenario scenario, @Nullable Path file) {
    workspace
        .jobs()
        .start(
            "Looking up the addresses",
            _ -> {
              List<ServiceFront> fronts = new ArrayList<>();
              for (TransportAddress address : addresses) {
                fronts.add(ServiceFront.at(address));
              }
              return fronts;
            },
            fronts -> serve(scenario, fronts, file),
            error -> problem.set(String.valueOf(error.getMessage())));
  }

  private void serve(Scenario scenario, List<ServiceFront> fronts, @Nullable Path file) {
    if (workspace.runs().live().get() != null) {
      problem.set(OTHER_RUN);
      return;
    }
    TargetService service = new TargetService(scenario, fronts);
    Excerpt excerpt = new Excerpt(WHOLE_MAX, EVENTS_MAX);
    service.addWriter(excerpt);
    OpenSession session = new OpenSession(service.header(), excerpt.timeline());
    Consumer<List<InetSocketAddress>> ready =
        bound ->
            workspace
                .jobs()
                .tell(() ->
                    ready(session, new ServedTarget(scenario.target().subsystemNqn(), bound)));
    workspace
        .runs()
        .begin(
            "Serving to real hosts",
            new Runs.Live(scenario, ClockKind.REAL, session, service::stop, service::inject),
            () -> {
              try {
                run(service, file, ready);
                workspace.jobs().tell(() -> recorded(session, file));
              } finally {
                workspace.jobs().tell(() -> serving.set(null));
              }
            },
            error -> failed(session, error));
  }

  private static void run(
      TargetService service, @Nullable Path file, Consumer<List<InetSocketAddress>> ready)
      throws IOException {
    if (file == null) {
      service.run(ready);
      return;
    }
    try (SessionWriter writer = SessionWriter.open(file, service.header())) {
      service.addWriter(writer);
      service.run(ready);
    }
  }

  private void ready(OpenSession session, ServedTarget now) {
    serving.set(now);
    workspace.show(session);
  }

  private void recorded(OpenSession session, @Nullable Path file) {
    if (file != null) {
      session.losesNothing();
      workspace.preferences().remember(file);
      workspace.messages().news("Recorded", file.toString());
    }
  }

  /** Reports an error in the form if serving could not begin, otherwise in the window. */
  private void failed(OpenSession session, Exception error) {
    String words = String.valueOf(error.getMessage());
    if (workspace.sessions().contains(session)) {
      workspace.messages().problem(new Problem("Serving ended early", session.title(), words));
    } else if (error instanceof FileSystemException file) {
      String name = String.valueOf(file.getFile());
      Problem unwritable = Problem.of("The recording cannot be written", name, file);
      problem.set("%s. %s".formatted(unwritable.what(), unwritable.advice()));
    } else {
      problem.set(
          words + ". Choose another address or port, or stop the program that" + " uses it.");
    }
  }

  /** Ends serving. The session stays open and can be saved. */
  void stop() {
    workspace.runs().stop();
  }
}
