package dev.fenceline.exchange.trace;

import dev.fenceline.event.Lane;

/**
 * A line of a viewer. What overlaps in one row of a lane is on several tracks of the same name:
 * slices of one track never overlap.
 *
 * @param id from 1, in the order in which tracks stand
 */
record Track(int id, Lane lane, Row row) {
  /** The parts of the picture, as viewers head them. */
  enum Group {
    HOST(1, "Host"),
    PATHS(2, "Paths"),
    TARGET(3, "Target"),
    LAB(4, "Lab");

    private final int number;
    private final String word;

    Group(int number, String word) {
      this.number = number;
      this.word = word;
    }

    /** Its place, from 1 at the top. */
    int number() {
      return number;
    }

    /** Its heading. */
    String word() {
      return word;
    }
  }

  /** Under which heading it stands. */
  Group group() {
    return switch (lane.group()) {
      case WORKLOAD, HOST -> Group.HOST;
      case PATH -> Group.PATHS;
      case TARGET -> Group.TARGET;
      case LAB -> Group.LAB;
    };
  }

  /** The lane, as a person calls it: {@code nvme4}, {@code path B}, {@code controller 2.1}. */
  static String name(Lane lane) {
    String name = lane.plainName();
    boolean isSubsystem = name.equals(Lane.SUBSYSTEM.name());
    return Lane.marked(
        lane.mark(),
        switch (lane.group()) {
          case WORKLOAD -> "workload";
          case HOST, LAB -> name;
          case PATH -> "path " + name;
          case TARGET -> isSubsystem ? name : "controller " + name;
        });
  }

  /** Lane and row: {@code nvme4 keep alive}; the state needs no word. */
  String name() {
    return row == Row.STATE ? name(lane) : name(lane) + " " + row.word();
  }
}
