package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.Nearest;
import dev.fenceline.scenario.setting.SettingError;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that the settings of a scenario are consistent with each other, so that it can be run. */
final class ScenarioCheck {
  private final Scenario scenario;

  private ScenarioCheck(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Throws a {@link SettingError} for the first inconsistency. */
  static void check(Scenario scenario) {
    ScenarioCheck check = new ScenarioCheck(scenario);
    check.paths();
    check.namespaces();
    check.workloads();
    check.faults();
    check.actions();
    ExpectationsCheck.check(scenario);
  }

  /** Throws a {@link SettingError} if the name of a host or of the subsystem is not an NQN. */
  static void names(Scenario scenario) {
    name(scenario.target().subsystemNqn(), "target.subsystemNqn");
    name(scenario.host().hostNqn(), "host.hostNqn");
    for (int i = 0; i < scenario.hosts().size(); i++) {
      name(scenario.hosts().get(i).host().hostNqn(), "hosts[" + i + "].host.hostNqn");
    }
  }

  private static void name(String nqn, String place) {
    try {
      NqnText.chosen(nqn);
    } catch (IllegalArgumentException wrong) {
      throw new SettingError(place, String.valueOf(wrong.getMessage()));
    }
  }

  private void paths() {
    Set<String> names = new HashSet<>();
    paths(scenario.paths(), "paths", names);
    for (int i = 0; i < scenario.hosts().size(); i++) {
      paths(scenario.hosts().get(i).paths(), "hosts[" + i + "].paths", names);
    }
    Set<String> devices = new HashSet<>();
    for (String device : scenario.devices()) {
      if (!devices.add(device)) {
        throw new SettingError("hosts", "two hosts have an %s: set firstDevice".formatted(device));
      }
    }
  }

  private static void paths(List<PathSettings> paths, String place, Set<String> names) {
    if (paths.isEmpty()) {
      throw new SettingError(place, "a host needs a path");
    }
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < paths.size(); i++) {
      PathSettings path = paths.get(i);
      if (!names.add(path.name())) {
        throw new SettingError(place + "[" + i + "].name", "two paths are called " + path.name());
      }
      if (!ports.add(path.port())) {
        throw new SettingError(place + "[" + i + "].port", "two paths use port " + path.port());
      }
    }
  }

  private void namespaces() {
    List<TargetSettings.NamespaceSettings> namespaces = scenario.target().namespaces();
    for (int i = 0; i < namespaces.size(); i++) {
      int blockBytes = namespaces.get(i).blockBytes();
      if (blockBytes != 512 && blockBytes != 4096) {
        throw new SettingError(
            "target.namespaces[" + i + "].blockBytes", blockBytes + " is neither 512 nor 4096");
      }
    }
  }

  private void workloads() {
    Set<Integer> nsids = new HashSet<>();
    workload(scenario.workload(), "workload", nsids);
    for (int i = 0; i < scenario.workloads().size(); i++) {
      workload(scenario.workloads().get(i), "workloads[" + i + "]", nsids);
    }
    for (int i = 0; i < scenario.hosts().size(); i++) {
      workload(scenario.hosts().get(i).workload(), "hosts[" + i + "].workload", nsids);
    }
  }

  private void workload(WorkloadSettings workload, String place, Set<Integer> nsids) {
    TargetSettings.NamespaceSettings namespace =
        scenario.target().namespaces().stream()
            .filter(each -> each.nsid() == workload.nsid())
            .findFirst()
            .orElseThrow(() ->
                new SettingError(
                    place + ".nsid", "the target has no namespace " + workload.nsid()));
    if (!nsids.add(workload.nsid())) {
      throw new SettingError(place + ".nsid", "two workloads use namespace " + workload.nsid());
    }
    if (workload.lba() > namespace.blocks() - workload.blocks()) {
      throw new SettingError(
          place + ".blocks",
          "the namespace has only %d blocks, not %d"
              .formatted(namespace.blocks(), workload.lba() + workload.blocks()));
    }
    if (workload.jitterMillis() >= workload.periodMillis()) {
      throw new SettingError(place + ".jitter", "must be shorter than the period");
    }
  }

  private void faults() {
    Map<String, Integer> named = new HashMap<>();
    for (int i = 0; i < scenario.faults().size(); i++) {
      String name = scenario.faults().get(i).name();
      if (name != null && named.put(name, i) != null) {
        throw new SettingError("faults[" + i + "].name", "two faults are called " + name);
      }
    }
    for (int i = 0; i < scenario.faults().size(); i++) {
      ScheduledFault fault = scenario.faults().get(i);
      String place = "faults[" + i + "]";
      anchored(fault.at(), named, place + ".at");
      anchored(fault.until(), named, place + ".until");
      refuseCircle(fault.at(), named, place + ".at");
      if (fault.fault() instanceof Fault.OfPath ofPath) {
        Nearest.require("path", ofPath.path(), pathNames(), place + ".path");
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
        throw new SettingError(place, "this moment depends on itself");
      }
      Integer index = named.get(anchor);
      anchor = index == null ? null : scenario.faults().get(index).at().anchor();
    }
  }

  private List<String> pathNames() {
    return scenario.allPaths().stream().map(PathSettings::name).toList();
  }
}
