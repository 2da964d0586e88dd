package dev.fenceline.app.cli;

import dev.fenceline.remote.LabTarget;
import dev.fenceline.remote.RemoteScenario;
import dev.fenceline.remote.RemoteScenario.Area;
import dev.fenceline.remote.TargetProbe;
import dev.fenceline.remote.TransportAddress;
import dev.fenceline.scenario.HostIdentity;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.TargetSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** A real target and the permissions to use it: the options of every command that can use one. */
final class TargetOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description =
          "Address of a real target; once for each path. Runs in real time. Blocks are only read "
              + "unless --nsid and --lba name blocks to write.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--subnqn",
      paramLabel = "NQN",
      description = "NQN of the subsystem (fenceline discover lists it).")
  private @Nullable String subsystemNqn;

  @Option(names = "--nsid", paramLabel = "N", description = "The namespace to write to.")
  private @Nullable Integer nsid;

  @Option(
      names = "--lba",
      paramLabel = "FIRST-LAST",
      description = "The blocks to write, such as 0-15. Their data is lost.")
  private @Nullable String lba;

  @Option(
      names = "--overwrite",
      description = "Writes the blocks even if they hold data that Fenceline did not write.")
  private boolean overwrite;

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

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  TargetOptions() {}

  /** A real target, as the host found it. */
  record Found(
      LabTarget.Remote remote,
      TargetSettings settings,
      HostIdentity identity,
      @Nullable Area area) {
    /** Returns the scenario adapted to this target. */
    Scenario put(Scenario scenario) {
      return RemoteScenario.of(scenario, settings, remote.addresses(), identity, area);
    }
  }

  /** Reports whether a real target is given. */
  boolean isRemote() {
    return !targets.isEmpty();
  }

  /**
   * Refuses options of a real target if no target is given.
   *
   * @throws ParameterException if one of them is given
   */
  void refuseWithoutTarget() {
    if (subsystemNqn != null || nsid != null || lba != null || overwrite) {
      throw new ParameterException(
          spec.commandLine(), "--subnqn, --nsid, --lba and --overwrite need a --target");
    }
  }

  /**
   * Connects to the target and reads its properties.
   *
   * @throws ParameterException if an option is missing
   * @throws dev.fenceline.remote.TargetException if there is no connection
   */
  Found find() throws IOException {
    CommandLine command = spec.commandLine();
    if (subsystemNqn == null) {
      throw new ParameterException(
          command,
          "--target needs --subnqn; fenceline discover %s lists them"
              .formatted(targets.getFirst()));
    }
    Area area = area();
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String target : targets) {
      addresses.add(TransportAddress.parse(target).resolved());
    }
    HostIdentity identity = identity(hostNqn, hostId);
    TargetSettings found = new TargetProbe(identity).identify(addresses, subsystemNqn);
    return new Found(new LabTarget.Remote(addresses, overwrite), found, identity, area);
  }

  private @Nullable Area area() {
    if (lba == null && nsid == null && !overwrite) {
      return null;
    }
    if (lba == null || nsid == null) {
      throw new ParameterException(
          spec.commandLine(), "writing blocks needs both --nsid and --lba");
    }
    if (!lba.matches("\\d{1,18}-\\d{1,18}")) {
      throw new ParameterException(
          spec.commandLine(), "--lba %s: expected FIRST-LAST, such as 0-15".formatted(lba));
    }
    int dash = lba.indexOf('-');
    return new Area(
        nsid, Long.parseLong(lba.substring(0, dash)), Long.parseLong(lba.substring(dash + 1)));
  }

  /**
   * Refuses settings that a real target decides itself.
   *
   * @throws ParameterException if a setting belongs to the target
   */
  void refuseTargetSettings(List<String> settings) {
    for (String setting : settings) {
      String key = setting.replaceFirst("=.*", "");
      boolean ofTarget =
          Parameter.find(key)
              .map(Parameter::place)
              .filter(place -> place.startsWith("target.") || place.equals("paths"))
              .isPresent();
      if (ofTarget || key.equals("blocks")) {
        throw new ParameterException(
            spec.commandLine(),
            "--set %s: a real target decides this itself and it cannot be set".formatted(setting));
      }
    }
  }

  /** Returns the identity that is kept between runs, with the given parts replaced. */
  static HostIdentity identity(@Nullable String nqn, @Nullable String id) throws IOException {
    if (nqn != null && id != null) {
      return new HostIdentity(nqn, id);
    }
    HostIdentity kept = HostIdentity.kept(HostIdentity.defaultFile(), UUID::randomUUID);
    return new HostIdentity(nqn == null ? kept.hostNqn() : nqn, id == null ? kept.hostId() : id);
  }
}
