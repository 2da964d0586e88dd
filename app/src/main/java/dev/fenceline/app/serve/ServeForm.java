package dev.fenceline.app.serve;

import dev.fenceline.lab.ServeScenario;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.SizeText;
import java.util.List;

/**
 * What a person wrote about the target to be served.
 *
 * @param listen addresses, one for each path
 * @param size of the namespace, such as {@code 256 MiB}
 * @param cqt command quiesce time that it reports, such as {@code 5 s}
 * @param ccrLimit CCRL
 * @param trafficBased whether any command counts as keep alive (TBKAS)
 */
record ServeForm(String listen, String size, String cqt, String ccrLimit, boolean trafficBased) {

  /**
   * Where each path is listened on.
   *
   * @throws IllegalArgumentException if something is no address
   */
  List<ServeAddress> addresses() {
    return ServeAddress.parseAll(listen);
  }

  /**
   * The target and its paths.
   *
   * @throws IllegalArgumentException if a setting cannot be read or is out of range
   */
  Scenario scenario() {
    Scenario served =
        ServeScenario.of(
            null, SizeText.bytes(size), addresses().stream().map(ServeAddress::toString).toList());
    Scenario quiescing = ServeScenario.withQuiesceTime(served, cqt);
    Scenario limited = Parameter.named("ccrl").apply(quiescing, ccrLimit);
    return Parameter.named("tbkas").apply(limited, trafficBased ? "on" : "off");
  }
}
