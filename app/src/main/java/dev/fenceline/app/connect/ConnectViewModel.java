package dev.fenceline.app.connect;

import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.lab.Lab;
import dev.fenceline.nvme.log.DiscoveryLog;
import dev.fenceline.remote.LabTarget;
import dev.fenceline.remote.RemoteScenario;
import dev.fenceline.remote.RemoteScenario.Area;
import dev.fenceline.remote.TargetProbe;
import dev.fenceline.remote.TransportAddress;
import dev.fenceline.scenario.HostIdentity;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.workload.Survey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a real target and the scenario to run against it. Nothing is written unless the user has
 * named the blocks, has seen what they contain, and has agreed to overwrite exactly these blocks.
 * Used on the application thread.
 */
final class ConnectViewModel {
  /** The scenario that is chosen at first, in which no path fails by itself. */
  static final String FIRST_CHOICE = "steady";

  private final Workspace workspace;
  private final Path identityFile;
  private final StringProperty address = new SimpleStringProperty("127.0.0.1:4420");
  private final ObservableList<TargetPath> paths =
      FXCollections.observableArrayList(path -> new Observable[] {path.chosen()});
  private final ObservableList<TargetPath> pathsView =
      FXCollections.unmodifiableObservableList(paths);
  private final ReadOnlyStringWrapper host = new ReadOnlyStringWrapper("");
  private final ObjectProperty<Scenario> scenario;
  private final BooleanProperty writes = new SimpleBooleanProperty();
  private final StringProperty nsid = new SimpleStringProperty("1");
  private final StringProperty firstLba = new SimpleStringProperty("0");
  private final StringProperty lastLba = new SimpleStringProperty("15");
  private final ReadOnlyStringWrapper losses = new ReadOnlyStringWrapper("");
  private final BooleanProperty confirmed = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ObservableValue<String> whyNoRun;
  private final List<Scenario> scenarios =
      ScenarioLibrary.all().stream()
          .filter(each -> LabTarget.needsEmulated(each).isEmpty())
          .toList();

  /**
   * Creates a model with nothing chosen.
   *
   * @param identityFile keeps the identity of this host between runs
   */
  ConnectViewModel(Workspace workspace, Path identityFile) {
    this.workspace = workspace;
    this.identityFile = identityFile;
    this.scenario =
        new SimpleObjectProperty<>(
            scenarios.stream()
                .filter(each -> each.id().equals(FIRST_CHOICE))
                .findFirst()
                .orElse(scenarios.getFirst()));
    for (StringProperty place : List.of(nsid, firstLba, lastLba)) {
      place.subscribe(this::forgetLosses);
    }
    writes.subscribe(this::forgetLosses);
    whyNoRun =
        Bindings.createStringBinding(
            this::judge, busy, writes, confirmed, losses, workspace.runs().live(), paths);
  }

  /** Returns the address of the discovery controller. */
  StringProperty address() {
    return address;
  }

  /** Returns the paths found by discovery so far, at all addresses that were queried. */
  ObservableList<TargetPath> paths() {
    return pathsView;
  }

  /** Returns the identity of this host as the target sees it; empty until it has been read. */
  ReadOnlyStringProperty host() {
    return host.getReadOnlyProperty();
  }

  /** Returns the scenarios that need only NVMe/TCP from the target. */
  List<Scenario> scenarios() {
    return scenarios;
  }

  /** Returns the scenario to run. */
  ObjectProperty<Scenario> scenario() {
    return scenario;
  }

  /** Returns whether blocks are written; otherwise everything is only read. */
  BooleanProperty writes() {
    return writes;
  }

  /** Returns the namespace to write to. */
  StringProperty nsid() {
    return nsid;
  }

  /** Returns the first block to write. */
  StringProperty firstLba() {
    return firstLba;
  }

  /** Returns the last block to write. */
  StringProperty lastLba() {
    return lastLba;
  }

  /**
   * Returns a description of the data that writing destroys; empty until the blocks have been read.
   */
  ReadOnlyStringProperty losses() {
    return losses.getReadOnlyProperty();
  }

  /** Returns whether the user has agreed to that loss. */
  BooleanProperty confirmed() {
    return confirmed;
  }

  /** Reports whether a query of the target is in progress. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** Returns the latest problem; empty if there is none. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** Returns why no run can begin; empty if everything is chosen and agreed to. */
  ObservableValue<String> whyNoRun() {
    return whyNoRun;
  }

  private String judge() {
    if (busy.get()) {
      return "Waiting for the target";
    }
    if (workspace.runs().live().get() != null) {
      return "A run is in progress";
    }
    if (chosen().isEmpty()) {
      return "No path is chosen";
    }
    if (writes.get() && losses.get().isEmpty()) {
      return "The blocks have not been checked";
    }
    return writes.get() && !confirmed.get() ? "Writing to the blocks is not agreed to" : "";
  }

  private void forgetLosses() {
    losses.set("");
    confirmed.set(false);
  }

  /** Reads the identity of this host; creates and keeps one the first time. */
  void open() {
    ask("Reading the host's identity", () -> identity(), this::show);
  }

  private HostIdentity identity() throws IOException {
    return HostIdentity.kept(identityFile, UUID::randomUUID);
  }

  private void show(HostIdentity identity) {
    host.set(identity.hostNqn() + "\n" + identity.hostId());
  }

  /** Queries the address for its subsystems. */
  void discover() {
    String asked = address.get();
    ask(
        "Discovering " + asked,
        () -> new TargetProbe(identity()).discover(TransportAddress.parse(asked).resolved()),
        log -> found(asked, log));
  }

  private void found(String asked, DiscoveryLog log) {
    List<TargetPath> found =
        log.entries().stream()
            .filter(entry ->
                entry.subtype() == DiscoveryLog.Entry.SUBTYPE_NVM
                    && entry.trtype() == DiscoveryLog.Entry.TRTYPE_TCP)
            .map(TargetPath::new)
            .toList();
    if (found.isEmpty()) {
      problem.set(asked + " reports no subsystem over TCP for this host.");
    }
    for (TargetPath path : found) {
      if (paths.stream().noneMatch(path::isSame)) {
        paths.add(path);
        path.chosen().subscribe(isChosen -> chose(path, isChosen));
        path.chosen().set(chosen().isEmpty() || isOfChosen(path));
      }
    }
  }

  private boolean isOfChosen(TargetPath path) {
    return chosen().stream().allMatch(each -> each.subsystemNqn().equals(path.subsystemNqn()));
  }

  /** Deselects the paths of other subsystems: a host uses one subsystem at a time. */
  private void chose(TargetPath path, boolean isChosen) {
    if (isChosen) {
      paths.stream()
          .filter(each -> !each.subsystemNqn().equals(path.subsystemNqn()))
          .forEach(each -> each.chosen().set(false));
    }
    forgetLosses();
  }

  private List<TargetPath> chosen() {
    return paths.stream().filter(path -> path.chosen().get()).toList();
  }

  private record Losses(Area area, TargetSettings found, Survey.Result blocks) {}

  /** Reads the blocks that are to be written, and says what will be lost. */
  void inspect() {
    List<TargetPath> over = chosen();
    if (over.isEmpty()) {
      problem.set("Choose a path first.");
      return;
    }
    Area area = area();
    if (area == null) {
      return;
    }
    TargetPath path = over.getFirst();
    ask(
        "Reading LBA %d to %d".formatted(area.firstLba(), area.lastLba()),
        () -> {
          TargetProbe probe = new TargetProbe(identity());
          InetSocketAddress there = path.resolved();
          TargetSettings found = probe.identify(List.of(there), path.subsystemNqn());
          return new Losses(area, found, probe.survey(there, path.subsystemNqn(), area));
        },
        this::show);
  }

  private void show(Losses found) {
    if (found.area().equals(area())) {
      losses.set(LossText.of(found.area(), found.found(), found.blocks()));
    }
  }

  /** Returns the blocks that the user named; null, with a problem set, if they are not valid. */
  private @Nullable Area area() {
    try {
      return new Area(
          Math.toIntExact(number("Namespace", nsid)),
          number("First LBA", firstLba),
          number("Last LBA", lastLba));
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      problem.set(String.valueOf(wrong.getMessage()));
      return null;
    }
  }

  private static long number(String name, StringProperty text) {
    String digits = text.get().strip();
    if (!digits.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(
          "%s \"%s\": expected a whole number".formatted(name, digits));
    }
    return Long.parseLong(digits);
  }

  /**
   * Runs the scenario against the target.
   *
   * @param started called when the run has started
   */
  void run(Runnable started) {
    if (!whyNoRun.getValue().isEmpty()) {
      return;
    }
    Area area = writes.get() ? area() : null;
    List<TargetPath> over = chosen();
    Scenario chosen = scenario.get();
    ask(
        "Connecting to " + over.getFirst().address(),
        () -> lab(chosen, over, area),
        lab -> {
          workspace.runs().start(lab);
          started.run();
        });
  }

  private Lab lab(Scenario chosen, List<TargetPath> over, @Nullable Area area) throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (TargetPath path : over) {
      addresses.add(path.resolved());
    }
    HostIdentity identity = identity();
    TargetSettings found =
        new TargetProbe(identity).identify(addresses, over.getFirst().subsystemNqn());
    Scenario put = RemoteScenario.of(chosen, found, addresses, identity, area);
    return Lab.against(new LabTarget.Remote(addresses, area != null), put, put.seed());
  }

  private interface Question<T> {
    T answer() throws Exception;
  }

  private <T> void ask(String title, Question<T> question, Consumer<T> answer) {
    busy.set(true);
    problem.set("");
    BackgroundJobs jobs = workspace.jobs();
    jobs.start(
        title,
        _ -> question.answer(),
        value -> {
          busy.set(false);
          answer.accept(value);
        },
        error -> {
          busy.set(false);
          problem.set(Optional.ofNullable(error.getMessage()).orElse(error.toString()));
        });
  }
}
