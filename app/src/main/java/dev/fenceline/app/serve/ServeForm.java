package dev.fenceline.app.serve;

import dev.fenceline.remote.TransportAddress;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.setting.SizeText;
import dev.fenceline.service.ServeScenario;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the user entered about the target to serve.
 *
 * @param listen addresses, one for each path
 * @param size size of the namespace, such as {@code 256 MiB}
 * @param cqt the command quiesce time it reports, such as {@code 5 s}
 * @param ccrLimit CCRL
 * @param trafficBased whether any command counts as keep alive (TBKAS)
 */
record ServeForm(String listen, String size, String cqt, String ccrLimit, boolean trafficBased) {

  /**
   * Returns the address of each path. Commas, semicolons or spaces separate the addresses.
   *
   * @throws IllegalArgumentException if an address is not valid or occurs twice, or if there is
   *     none
   */
  List<TransportAddress> addresses() {
    List<TransportAddress> addresses =
        Stream.of(listen.split("[,;\\s]+", -1))
            .filter(word -> !word.isEmpty())
            .map(TransportAddress::parse)
            .toList();
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("Enter at least one address, such as 127.0.0.1:4420.");
    }
    for (TransportAddress address : addresses) {
      if (address.port() != 0 && addresses.indexOf(address) != addresses.lastIndexOf(address)) {
        throw new IllegalArgumentException("%s is listed twice.".formatted(address));
      }
    }
    return addresses;
  }

  /**
   * Returns the scenario with the target and its paths.
   *
   * @throws IllegalArgumentException if a setting cannot be read or is out of range
   */
  Scenario scenario() {
    Scenario served =
        ServeScenario.of(
            null,
            SizeText.bytes(size),
            addresses().stream().map(TransportAddress::toString).toList());
    Scenario quiescing = ServeScenario.withQuiesceTime(served, cqt);
    Scenario limited = Parameter.named("ccrl").apply(quiescing, ccrLimit);
    return Parameter.named("tbkas").apply(limited, trafficBased ? "on" : "off");
  }
}
