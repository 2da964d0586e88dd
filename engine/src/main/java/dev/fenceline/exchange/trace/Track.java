package dev.fenceline.exchange.trace;

import dev.fenceline.event.Lane;

/**
 * A row of a viewer. Slices of one track never overlap; those that overlap in one row of a lane are
 * on several tracks of the same name.
 *
 * @param id from 1, in the order of the tracks
 */
record Track(int id, Lane lane, Row row) {
  /** The parts of the display, with the headings in a viewer. */
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

    /** Returns the position of the group, counted from 1 at the top. */
    int number() {
      return number;
    }

    /** Returns the heading of the group. */
    String word() {
      return word;
    }
  }

  /** Returns the group that contains the track. */
  Group group() {
    return switch (lane.group()) {
      case WORKLOAD, HOST -> Group.HOST;
      case PATH -> Group.PATHS;
      case TARGET -> Group.TARGET;
      case LAB -> Group.LAB;
    };
  }

  /**
   * Returns the name of the lane for display: {@code nvme4}, {@code path B}, {@code controller
   * 2.1}.
   */
  static String name(Lane lane) {
    String name = lane.ownName();
    return Lane.marked(
        lane.mark(),
        switch (lane.group()) {
          case WORKLOAD -> "workload";
          case HOST, LAB -> name;
          case PATH -> "path " + name;
          case TARGET -> lane.isInstance() ? "controller " + name : name;
        });
  }

  /**
   * Returns the names of lane and row: {@code nvme4 keep alive}. The state row has only the name of
   * the lane.
   */
  String name() {
    return row == Row.STATE ? name(lane) : name(lane) + " " + row.word();
  }
}
