package dev.fenceline.app.cli;

import dev.fenceline.remote.TransportAddress;
import dev.fenceline.service.RelayService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code fenceline relay}: forwards traffic between any host and any target until it is stopped.
 */
@Command(
    name = "relay",
    description = {
      "Stands between an NVMe/TCP host and its target: breaks paths, and records what both do.",
      "Each --listen forms a path with the --to in the same position: path 1, path 2 and so on.",
      "Prints \"ready HOST:PORT ...\", takes faults on standard input (help lists them), and stops "
          + "on quit, Ctrl+C or SIGTERM. The host connects to the addresses of --listen, not by "
          + "discovery: the target's discovery log names the target itself."
    },
    mixinStandardHelpOptions = true)
final class RelayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Address where the host connects; port 0 takes a free one. Once for each path.")
  private List<String> listen;

  @Option(
      names = "--to",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Address of the target; once for each --listen, in the same order.")
  private List<String> targets;

  @Option(names = "--record", paramLabel = "FILE", description = "Records a session while it runs.")
  private @Nullable Path recording;

  @Option(names = "--title", paramLabel = "TEXT", description = "Title of the recording.")
  private @Nullable String title;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  RelayCommand() {}

  @Override
  public Integer call() throws IOException {
    if (listen.size() != targets.size()) {
      throw new ParameterException(
          spec.commandLine(),
          "%d x --listen and %d x --to: each path needs one of each"
              .formatted(listen.size(), targets.size()));
    }
    List<RelayService.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < listen.size(); i++) {
      pairs.add(
          new RelayService.Pair(
              TransportAddress.parse(listen.get(i)).resolved(),
              TransportAddress.parse(targets.get(i)).resolved()));
    }
    return new ServiceRun(new RelayService(title, pairs), recording, spec.commandLine()).toTheEnd();
  }
}
