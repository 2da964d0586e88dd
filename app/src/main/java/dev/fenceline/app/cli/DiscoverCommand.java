package dev.fenceline.app.cli;

import dev.fenceline.nvme.log.DiscoveryLog;
import dev.fenceline.remote.TargetProbe;
import dev.fenceline.remote.TransportAddress;
import dev.fenceline.scenario.HostIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code fenceline discover}: lists the subsystems that a discovery controller knows, and the paths
 * to them.
 */
@Command(
    name = "discover",
    description = {
      "Lists the subsystems that a discovery controller reports, and the paths to them.",
      "Exits with 3 if there is no connection."
    },
    mixinStandardHelpOptions = true)
final class DiscoverCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "HOST:PORT", description = "Any port of a target.")
  private String address = "";

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Option(
      names = "--hostnqn",
      paramLabel = "NQN",
      description = "Host NQN to use instead of the saved one.")
  private @Nullable String hostNqn;

  @Option(
      names = "--hostid",
      paramLabel = "UUID",
      description = "Host ID to use instead of the saved one.")
  private @Nullable String hostId;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  DiscoverCommand() {}

  @Override
  public Integer call() throws IOException {
    HostIdentity identity = TargetOptions.identity(hostNqn, hostId);
    DiscoveryLog log =
        new TargetProbe(identity).discover(TransportAddress.parse(address).resolved());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonPrinter.print(fields(log), out);
    } else {
      out.print(text(log));
      out.flush();
    }
    return ExitStatus.DONE;
  }

  private static String text(DiscoveryLog log) {
    StringBuilder text = new StringBuilder();
    if (log.entries().isEmpty()) {
      text.append("The discovery controller reports no subsystem for this host.\n");
    }
    Map<String, List<DiscoveryLog.Entry>> subsystems = new LinkedHashMap<>();
    for (DiscoveryLog.Entry entry : log.entries()) {
      subsystems.computeIfAbsent(entry.subsystem(), _ -> new ArrayList<>()).add(entry);
    }
    subsystems.forEach((nqn, entries) -> {
      text.append(nqn).append('\n');
      entries.forEach(entry ->
          text.append(
              "  %-28s %-5s port %-5d %s%n"
                  .formatted(where(entry), transport(entry), entry.portid(), kind(entry))));
    });
    return text.toString();
  }

  private static String where(DiscoveryLog.Entry entry) {
    boolean colons = entry.traddr().indexOf(':') >= 0;
    return (colons ? "[" + entry.traddr() + "]" : entry.traddr()) + ":" + entry.trsvcid();
  }

  private static String transport(DiscoveryLog.Entry entry) {
    return switch (entry.trtype()) {
      case 1 -> "rdma";
      case 2 -> "fc";
      case DiscoveryLog.Entry.TRTYPE_TCP -> "tcp";
      case 254 -> "loop";
      default -> Integer.toString(entry.trtype());
    };
  }

  private static String kind(DiscoveryLog.Entry entry) {
    return switch (entry.subtype()) {
      case DiscoveryLog.Entry.SUBTYPE_REFERRAL -> "referral";
      case DiscoveryLog.Entry.SUBTYPE_NVM -> "subsystem";
      case DiscoveryLog.Entry.SUBTYPE_CURRENT -> "this discovery controller";
      default -> Integer.toString(entry.subtype());
    };
  }

  private static Map<String, Object> fields(DiscoveryLog log) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("generation", log.generation());
    fields.put("entries", log.entries().stream().map(DiscoverCommand::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(DiscoveryLog.Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", kind(entry));
    fields.put("subsystem", entry.subsystem());
    fields.put("transport", transport(entry));
    fields.put("address", entry.traddr());
    fields.put("service", entry.trsvcid());
    fields.put("port", entry.portid());
    return fields;
  }
}
