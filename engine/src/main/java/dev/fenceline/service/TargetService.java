package dev.fenceline.service;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.RunEvent;
import dev.fenceline.lab.PathLink;
import dev.fenceline.link.Link;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.FaultPrompt;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioWriter;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.subsystem.TargetServer;
import dev.fenceline.subsystem.media.DataFile;
import dev.fenceline.tap.AssociationTracker;
import dev.fenceline.tap.AssociationTracker.View;
import dev.fenceline.verify.LateWriteCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The emulated target for real hosts: the target of a scenario behind one {@link Link} for each of
 * its paths, in real time, until it is stopped. Hosts connect to the links, so that each path can
 * be broken and every PDU is seen. The discovery log names the addresses of the links.
 *
 * <p>Keeps no events. Passes each to the writers, such as a session writer or a timeline, on the
 * loop's thread. {@link #run} blocks its thread until the end; {@link #stop} and {@link #inject}
 * may be called from any thread.
 */
public final class TargetService implements Service {
  private final Scenario scenario;
  private final Map<String, ServiceFront> fronts = new LinkedHashMap<>();
  private final ServiceLoop service = new ServiceLoop();
  private String title;
  private @Nullable DataFile data;

  /**
   * Creates a target that does not listen yet.
   *
   * @param scenario the scenario, of which only the target and the paths are used
   * @param fronts the address on which each path listens, in their order
   * @throws IllegalArgumentException if their number differs from that of the scenario's paths
   */
  public TargetService(Scenario scenario, List<ServiceFront> fronts) {
    List<PathSettings> paths = scenario.paths();
    if (fronts.size() != paths.size()) {
      throw new IllegalArgumentException(
          "%d addresses for %d paths".formatted(fronts.size(), paths.size()));
    }
    this.scenario = scenario;
    this.title = scenario.title();
    for (int i = 0; i < paths.size(); i++) {
      this.fronts.put(paths.get(i).name(), fronts.get(i));
    }
  }

  /** Sets a title for recordings other than the scenario's title. */
  public void recordAs(String words) {
    title = words;
  }

  @Override
  public void addWriter(Consumer<Event> writer) {
    service.addWriter(writer);
  }

  /**
   * Keeps the blocks of the one namespace in a file, which the caller must close. Must be called
   * before {@link #run}.
   */
  public void keepData(DataFile file) {
    data = file;
  }

  @Override
  public SessionHeader header() {
    return SessionHeader.of(
            ProgramVersion.number(),
            title,
            ScenarioWriter.write(scenario),
            scenario.seed(),
            ClockKind.REAL.word(),
            SessionHeader.SERVE)
        .concludedBy(AssociationTracker.RULES);
  }

  @Override
  public List<String> paths() {
    return List.copyOf(fronts.keySet());
  }

  @Override
  public List<String> faults() {
    return Stream.concat(FaultPrompt.PATH_HELP.stream(), FaultPrompt.TARGET_HELP.stream()).toList();
  }

  @Override
  public void run(Consumer<List<InetSocketAddress>> ready) throws IOException {
    service.run(
        new RunEvent.Started(scenario.id(), scenario.seed(), ClockKind.REAL.word()),
        Serving::new,
        ready);
  }

  @Override
  public void stop() {
    service.stop();
  }

  @Override
  public boolean inject(Fault fault) {
    if (fault instanceof Fault.OfPath ofPath && !fronts.containsKey(ofPath.path())) {
      throw new IllegalArgumentException(
          "there is no path %s; the paths are %s"
              .formatted(ofPath.path(), String.join(", ", fronts.keySet())));
    }
    return service.inject(fault);
  }

  /** The target and its links while they serve. */
  private final class Serving implements ServiceLoop.Parts {
    private final LabLoop loop;
    private final Journal journal;
    private final TargetServer target;
    private final AssociationTracker hosts;
    private final LateWriteCheck lateWrites = new LateWriteCheck();
    private final Map<String, Link> links = new LinkedHashMap<>();

    Serving(LabLoop loop, Journal journal) {
      this.loop = loop;
      this.journal = journal;
      target = new TargetServer(loop, journal, scenario.target(), data);
      hosts = new AssociationTracker(loop::nanos, journal);
      journal.addListener(this::check);
      journal.record(Lane.LAB, Cause.NONE, new Note("what hosts do is concluded from what passes"));
      ServiceLoop.look(loop, hosts);
    }

    private void check(Event event) {
      lateWrites
          .check(event)
          .ifPresent(finding -> journal.record(event.lane(), event.asCause(), finding));
    }

    @Override
    public List<InetSocketAddress> open() throws IOException {
      List<InetSocketAddress> bound = new ArrayList<>();
      for (PathSettings path : scenario.paths()) {
        bound.add(open(path));
      }
      return bound;
    }

    private InetSocketAddress open(PathSettings path) throws IOException {
      ServiceFront front = fronts.get(path.name());
      if (front == null) {
        throw new IllegalStateException("path " + path.name() + " has no front");
      }
      SocketAddress inside = loop.address("target port " + path.port());
      SocketAddress back = ServiceLoop.await(loop, target.listen(path.port(), inside), inside);
      int port = front.address().getPort();
      String address = port == 0 ? front.announced() : front.announced() + ":" + port;
      Link link =
          PathLink.make(loop, path, journal, hosts.path(path.name(), address, View.HOSTS_ONLY));
      links.put(path.name(), link);
      InetSocketAddress bound =
          (InetSocketAddress)
              ServiceLoop.await(loop, link.open(front.address(), back), front.address());
      target.announce(path.port(), front.announced() + ":" + bound.getPort());
      return bound;
    }

    @Override
    public void apply(Fault fault) {
      switch (fault) {
        case Fault.OnPath onPath -> {
          Link link = links.get(onPath.path());
          if (link != null) {
            link.apply(onPath);
          }
        }
        case Fault.Ana ana ->
            scenario.paths().stream()
                .filter(path -> path.name().equals(ana.path()))
                .forEach(path -> target.changeAna(path.port(), ana.state()));
        case Fault.OnBackEnd onBackEnd -> target.apply(onBackEnd);
      }
    }

    @Override
    public int corruptions() {
      return lateWrites.corruptions();
    }

    @Override
    public void close() {
      links.values().forEach(Link::close);
      target.close();
    }
  }
}
