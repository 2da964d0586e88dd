package dev.fenceline.event;

import java.util.Locale;

/**
 * The swimlane that an event belongs to: {@code host/nvme4}, {@code path/B}, {@code target/2.1}.
 *
 * @param group the part of the picture that contains the lane
 * @param name unique within its group
 */
public record Lane(Group group, String name) {
  /** The parts of the picture, from top to bottom. */
  public enum Group {
    /** The workload, which applies the load and checks the data. */
    WORKLOAD,
    /** One lane for each controller as the host sees it, and one for the multipath node. */
    HOST,
    /** One lane for each path. */
    PATH,
    /** One lane for each controller instance of the target. */
    TARGET,
    /** The lab itself: faults, notes, findings, the verdict. */
    LAB
  }

  /** The stamped workload and its check. */
  public static final Lane WORKLOAD = new Lane(Group.WORKLOAD, "di");

  /** The host's multipath node, which chooses paths. */
  public static final Lane MULTIPATH = new Lane(Group.HOST, "multipath");

  /** The target's subsystem, for events that belong to no single controller. */
  public static final Lane SUBSYSTEM = new Lane(Group.TARGET, "subsystem");

  /** The lab: faults, notes, findings. */
  public static final Lane LAB = new Lane(Group.LAB, "lab");

  /** Separates the mark of a recording from the rest of the name. */
  private static final String AFTER_MARK = ": ";

  public Lane {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a lane needs a name");
    }
  }

  /** Returns the lane of a host controller, by its device name such as {@code nvme4}. */
  public static Lane host(String device) {
    return new Lane(Group.HOST, device);
  }

  /** Returns the lane of a path, by its name such as {@code B}. */
  public static Lane path(String name) {
    return new Lane(Group.PATH, name);
  }

  /**
   * Returns the lane of a controller instance.
   *
   * @param cntlid its controller ID
   * @param generation 1 for the first controller of the run that has this ID, 2 for the next
   */
  public static Lane target(int cntlid, int generation) {
    return new Lane(Group.TARGET, cntlid + "." + generation);
  }

  /**
   * Returns this lane for a recording that is overlaid on another one: {@code host/log: nvme4}.
   *
   * @param mark a word for the overlaid recording; empty if there is none
   */
  public Lane marked(String mark) {
    return mark.isEmpty() ? this : new Lane(group, marked(mark, name));
  }

  /** Returns a name for a recording that is overlaid on another one: {@code log: nvme4}. */
  public static String marked(String mark, String name) {
    return mark.isEmpty() || name.isEmpty() ? name : mark + AFTER_MARK + name;
  }

  /**
   * Returns the mark of the overlaid recording; empty if the lane belongs to the base recording.
   */
  public String mark() {
    int end = name.indexOf(AFTER_MARK);
    return end < 0 ? "" : name.substring(0, end);
  }

  /** Returns the name without the mark. */
  public String plainName() {
    int end = name.indexOf(AFTER_MARK);
    return end < 0 ? name : name.substring(end + AFTER_MARK.length());
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if the text is not a lane
   */
  public static Lane parse(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0) {
      throw new IllegalArgumentException("\"" + text + "\" is no lane: expected group/name");
    }
    return new Lane(
        Group.valueOf(text.substring(0, slash).toUpperCase(Locale.ROOT)),
        text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return group.name().toLowerCase(Locale.ROOT) + "/" + name;
  }
}
