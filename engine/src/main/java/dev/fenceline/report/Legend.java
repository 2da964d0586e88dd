package dev.fenceline.report;

import java.util.List;

/** Explains the columns of the report. */
final class Legend {
  static final List<Fact> FACTS =
      List.of(
          new Fact("Result", "passed: the run did what is expected, even where that is lost data"),
          new Fact(
              "Data (DI)",
              "every block is read back over every live path after the run has settled, and "
                  + "checked against all that was written, acknowledged and read before"),
          new Fact("Detection", "from the failure of the path until the host knows of it"),
          new Fact(
              "Fencing",
              "from detection until fencing ended: by a reset of the old instance, or by time"),
          new Fact("I/O outage", "from the failure of the path until its I/O continues elsewhere"),
          new Fact("Reconnect", "from the end of the reset, with the reconnect delay, until live"),
          new Fact(
              "Path outage", "from the failure of the path until its controller is live again"),
          new Fact("T", "time after detection that makes the old instance harmless (TP4129)"));

  private Legend() {}
}
