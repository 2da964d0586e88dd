package dev.fenceline.scenario;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must hold between the settings of a scenario, so that a run cannot stumble over it. */
final class ScenarioCheck {
  /** The names of the invariants that every run is watched for. */
  private static final Pattern INVARIANT = Pattern.compile("H([1-9]|1[0-6])|T[1-9]|L1");

  private final Scenario scenario;

  private ScenarioCheck(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Throws a {@link Misfit} at the first thing that does not fit the rest. */
  static void check(Scenario scenario) {
    ScenarioCheck check = new ScenarioCheck(scenario);
    check.paths();
    check.workload();
    check.faults();
    check.actions();
    check.permits();
    ExpectationsCheck.check(scenario);
  }

  private void paths() {
    if (scenario.paths().isEmpty()) {
      throw new Misfit("paths", "a host needs a path");
    }
    Set<String> names = new HashSet<>();
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < scenario.paths().size(); i++) {
      PathSettings path = scenario.paths().get(i);
      if (!names.add(path.name())) {
        throw new Misfit("paths[" + i + "].name", "two paths are called " + path.name());
      }
      if (!ports.add(path.port())) {
        throw new Misfit("paths[" + i + "].port", "two paths use port " + path.port());
      }
    }
  }

  private void workload() {
    List<TargetSettings.NamespaceSettings> namespaces = scenario.target().namespaces();
    for (int i = 0; i < namespaces.size(); i++) {
      int blockBytes = namespaces.get(i).blockBytes();
      if (blockBytes != 512 && blockBytes != 4096) {
        throw new Misfit(
            "target.namespaces[" + i + "].blockBytes", blockBytes + " is neither 512 nor 4096");
      }
    }
    WorkloadSettings workload = scenario.workload();
    TargetSettings.NamespaceSettings namespace =
        namespaces.stream()
            .filter(each -> each.nsid() == workload.nsid())
            .findFirst()
            .orElseThrow(() ->
                new Misfit("workload.nsid", "the target has no namespace " + workload.nsid()));
    if (workload.blocks() > namespace.blocks()) {
      throw new Misfit(
          "workload.blocks",
          "the namespace has only %d blocks, not %d"
              .formatted(namespace.blocks(), workload.blocks()));
    }
    if (workload.jitterMillis() >= workload.periodMillis()) {
      throw new Misfit("workload.jitter", "must be shorter than the period");
    }
  }

  private void permits() {
    for (int i = 0; i < scenario.permits().size(); i++) {
      if (!INVARIANT.matcher(scenario.permits().get(i)).matches()) {
        throw new Misfit(
            "permits[" + i + "]",
            "\"%s\" is no invariant: H1 to H16, T1 to T9 or L1"
                .formatted(scenario.permits().get(i)));
      }
    }
  }

  private void faults() {
    Map<String, Integer> named = new HashMap<>();
    for (int i = 0; i < scenario.faults().size(); i++) {
      String name = scenario.faults().get(i).name();
      if (name != null && named.put(name, i) != null) {
        throw new Misfit("faults[" + i + "].name", "two faults are called " + name);
      }
    }
    for (int i = 0; i < scenario.faults().size(); i++) {
      ScheduledFault fault = scenario.faults().get(i);
      String place = "faults[" + i + "]";
      anchored(fault.at(), named, place + ".at");
      anchored(fault.until(), named, place + ".until");
      refuseCircle(fault.at(), named, place + ".at");
      if (fault.fault() instanceof Fault.OnPath onPath) {
        Nearest.require("path", onPath.path(), pathNames(), place + ".path");
      }
    }
  }

  private void actions() {
    Map<String, Integer> named = new HashMap<>();
    for (int i = 0; i < scenario.faults().size(); i++) {
      String name = scenario.faults().get(i).name();
      if (name != null) {
        named.put(name, i);
      }
    }
    for (int i = 0; i < scenario.actions().size(); i++) {
      ScheduledAction action = scenario.actions().get(i);
      String place = "actions[" + i + "]";
      anchored(action.at(), named, place + ".at");
      if (action.action() instanceof Action.Ccr(String through, String of, _)) {
        Nearest.require("controller", through, scenario.devices(), place + ".through");
        Nearest.require("controller", of, scenario.devices(), place + ".of");
      } else {
        String controller = action.action().controller();
        Nearest.require("controller", controller, scenario.devices(), place + ".controller");
      }
    }
  }

  private static void anchored(@Nullable Moment moment, Map<String, Integer> named, String place) {
    if (moment == null) {
      return;
    }
    String anchor = moment.anchor();
    if (anchor != null) {
      Nearest.require("fault", anchor, named.keySet().stream().sorted().toList(), place);
    }
  }

  private void refuseCircle(Moment moment, Map<String, Integer> named, String place) {
    @Nullable String anchor = moment.anchor();
    for (int steps = 0; anchor != null; steps++) {
      if (steps > named.size()) {
        throw new Misfit(place, "this moment depends on itself");
      }
      Integer index = named.get(anchor);
      anchor = index == null ? null : scenario.faults().get(index).at().anchor();
    }
  }

  private List<String> pathNames() {
    return scenario.paths().stream().map(PathSettings::name).toList();
  }
}
