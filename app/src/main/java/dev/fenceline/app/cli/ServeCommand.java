package dev.fenceline.app.cli;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.remote.TransportAddress;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.setting.SizeText;
import dev.fenceline.service.ServeScenario;
import dev.fenceline.service.ServiceFront;
import dev.fenceline.service.TargetService;
import dev.fenceline.subsystem.media.DataFile;
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

/** {@code fenceline serve}: serves the emulated target to real hosts until it is stopped. */
@Command(
    name = "serve",
    description = {
      "Serves real hosts: an NVMe/TCP target whose paths and media can be broken.",
      "Prints \"ready HOST:PORT ...\", takes faults on standard input (help lists them), and stops "
          + "on quit, Ctrl+C or SIGTERM."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final long DEFAULT_BYTES = 256L << 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "Address of a path; once for each path (default 127.0.0.1:4420 and 127.0.0.1:4421).")
  private List<String> listen = List.of("127.0.0.1:4420", "127.0.0.1:4421");

  @Option(
      names = "--announce",
      paramLabel = "HOST",
      description = "Address of this machine in the discovery log, if it differs from --listen.")
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
        "Stores the namespace in a file, so that its data is kept between starts.",
        "Without it, the namespace is in memory and lost at the end."
      })
  private @Nullable Path data;

  @Option(names = "--cqt", paramLabel = "TIME", description = "Command quiesce time (default 5s).")
  private @Nullable String cqt;

  @Option(
      names = "--ccrl",
      paramLabel = "N",
      description =
          "Maximum number of cross-controller resets in progress; 0 for none (default 4).")
  private @Nullable String ccrLimit;

  @Option(names = "--record", paramLabel = "FILE", description = "Records a session while it runs.")
  private @Nullable Path recording;

  @Option(
      names = "--title",
      paramLabel = "WORDS",
      description = "Title of the recording, such as the name and kernel of the host.")
  private @Nullable String title;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Uses the same controller identifiers (CIU, CIRN) at every start with N, so that a reset "
              + "for an earlier start applies. Without it, each start uses new ones.")
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
    return new ServiceRun(service, recording, spec.commandLine()).toTheEnd(file);
  }

  private TargetService service(long bytes) throws IOException {
    List<TransportAddress> addresses = listen.stream().map(TransportAddress::parse).toList();
    List<ServiceFront> fronts = new ArrayList<>();
    for (TransportAddress address : addresses) {
      ServiceFront front = ServiceFront.at(address);
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
    scenario = SetOption.apply(scenario, settings, "delay=2ms", spec.commandLine());
    return seed == null ? scenario : scenario.withSeed(seed);
  }
}
