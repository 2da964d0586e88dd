package dev.fenceline.app.cli;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.lab.ServeScenario;
import dev.fenceline.lab.ServiceFront;
import dev.fenceline.lab.TargetService;
import dev.fenceline.lab.TransportAddress;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.SizeText;
import dev.fenceline.target.DataFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fenceline serve}: the emulated target for real hosts, until it is stopped. */
@Command(
    name = "serve",
    description = {
      "Serves real hosts: an NVMe/TCP target whose paths and media can be broken.",
      "Prints \"ready HOST:PORT ...\", takes faults on standard input (help lists them), and stops",
      "on quit, Ctrl+C or SIGTERM."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final long DEFAULT_BYTES = 256L << 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "One path each: path 1, path 2 (default 127.0.0.1:4420 and 127.0.0.1:4421).")
  private List<String> listen = List.of("127.0.0.1:4420", "127.0.0.1:4421");

  @Option(
      names = "--announce",
      paramLabel = "HOST",
      description = "How hosts reach this machine, for the discovery log, if not as --listen says.")
  private @Nullable String announce;

  @Option(names = "--subnqn", paramLabel = "NQN", description = "The subsystem's NQN.")
  private @Nullable String subsystemNqn;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "Size of the namespace, such as 1GiB (default 256MiB, or that of --data).")
  private @Nullable String size;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = {
        "Keeps the namespace in a file, which it finds again at the next start.",
        "Without it, the namespace is in memory and gone at the end."
      })
  private @Nullable Path data;

  @Option(names = "--cqt", paramLabel = "TIME", description = "Command quiesce time (default 5s).")
  private @Nullable String cqt;

  @Option(
      names = "--ccrl",
      paramLabel = "N",
      description = "Cross-controller resets in progress; 0: none (default 4).")
  private @Nullable String ccrLimit;

  @Option(names = "--record", paramLabel = "FILE", description = "Records a session as it goes.")
  private @Nullable Path recording;

  @Option(
      names = "--title",
      paramLabel = "WORDS",
      description = "What the recording is called, such as the host's name and kernel.")
  private @Nullable String title;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = {
        "Gives controllers the same identities (CIU, CIRN) at every start with N, so that a",
        "reset meant for an earlier start hits. Without it they are other ones each time."
      })
  private @Nullable Long seed;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a setting of the target or of every path, such as delay=2ms.")
  private List<String> settings = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  ServeCommand() {}

  @Override
  public Integer call() throws IOException {
    @Nullable Long asked = size == null ? null : SizeText.bytes(size);
    @Nullable DataFile file = data == null ? null : DataFile.open(data, asked, DEFAULT_BYTES);
    long memory = asked == null ? DEFAULT_BYTES : asked;
    TargetService service = service(file == null ? memory : file.sizeBytes());
    if (title != null) {
      service.recordAs(title);
    }
    if (file != null) {
      service.keepData(file);
      service.addWriter(this::say);
    }
    return new Serving(service, recording, spec.commandLine()).toTheEnd(file);
  }

  private TargetService service(long bytes) throws IOException {
    List<TransportAddress> addresses = listen.stream().map(TransportAddress::parse).toList();
    List<ServiceFront> fronts = new ArrayList<>();
    for (TransportAddress address : addresses) {
      ServiceFront front = address.front();
      fronts.add(announce == null ? front : new ServiceFront(front.address(), announce));
    }
    return new TargetService(
        scenario(bytes, addresses.stream().map(TransportAddress::toString).toList()), fronts);
  }

  /** Prints what the target reports about itself, such as that its disk is full. */
  private void say(Event event) {
    if (event.lane().equals(Lane.SUBSYSTEM) && event.detail() instanceof Note note) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("fenceline: " + note.text());
      err.flush();
    }
  }

  private Scenario scenario(long bytes, List<String> addresses) {
    Scenario scenario = ServeScenario.of(subsystemNqn, bytes, addresses);
    if (cqt != null) {
      scenario = ServeScenario.withQuiesceTime(scenario, cqt);
    }
    if (ccrLimit != null) {
      scenario = Parameter.named("ccrl").apply(scenario, ccrLimit);
    }
    scenario = Settings.apply(scenario, settings, "delay=2ms", spec.commandLine());
    return seed == null ? scenario : scenario.withSeed(seed);
  }
}
