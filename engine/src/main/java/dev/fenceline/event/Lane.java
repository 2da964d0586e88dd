package dev.fenceline.event;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The swimlane that an event belongs to: {@code host/nvme4}, {@code path/B}, {@code target/2.1}.
 *
 * @param group the part of the display that contains the lane
 * @param mark a word for the recording, if it is overlaid on another one; otherwise empty
 * @param plainName the name of the controller or path; the controller ID of an instance
 * @param generation 1 for the first controller of the run that has this ID, 2 for the next; 0 for
 *     lanes that do not belong to an instance
 */
public record Lane(Group group, String mark, String plainName, int generation) {
  /** The parts of the display, from top to bottom. */
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
  public static final Lane WORKLOAD = of(Group.WORKLOAD, "di");

  /** The host's multipath node, which chooses paths. */
  public static final Lane MULTIPATH = of(Group.HOST, "multipath");

  /** The target's subsystem, for events that belong to no single controller. */
  public static final Lane SUBSYSTEM = of(Group.TARGET, "subsystem");

  /** The lab: faults, notes, findings. */
  public static final Lane LAB = of(Group.LAB, "lab");

  /** Separates the mark of a recording from the rest of the name. */
  private static final String AFTER_MARK = ": ";

  private static final Pattern INSTANCE = Pattern.compile("(\\d{1,9})\\.([1-9]\\d{0,8})");

  public Lane {
    if (plainName.isEmpty()) {
      throw new IllegalArgumentException("a lane needs a name");
    }
  }

  /** Returns a lane of the base recording that does not belong to an instance. */
  private static Lane of(Group group, String name) {
    return new Lane(group, "", name, 0);
  }

  /** Returns the lane of a host controller, by its device name such as {@code nvme4}. */
  public static Lane host(String device) {
    return of(Group.HOST, device);
  }

  /** Returns the lane of a path, by its name such as {@code B}. */
  public static Lane path(String name) {
    return of(Group.PATH, name);
  }

  /**
   * Returns the lane of a controller instance.
   *
   * @param cntlid its controller ID
   * @param generation 1 for the first controller of the run that has this ID, 2 for the next
   */
  public static Lane target(int cntlid, int generation) {
    return new Lane(Group.TARGET, "", Integer.toString(cntlid), generation);
  }

  /**
   * Returns this lane for a recording that is overlaid on another one: {@code host/log: nvme4}.
   *
   * @param with a word for the overlaid recording; empty if there is none
   */
  public Lane marked(String with) {
    return with.isEmpty() ? this : new Lane(group, with, plainName, generation);
  }

  /** Returns the name that an item of an overlaid recording has: {@code log: nvme4}. */
  public static String marked(String mark, String name) {
    return mark.isEmpty() || name.isEmpty() ? name : mark + AFTER_MARK + name;
  }

  /** Returns the name, which is unique within the group: {@code nvme4}, {@code log: 2.1}. */
  public String name() {
    return marked(mark, ownName());
  }

  /** Returns the name without the mark: {@code nvme4}, {@code 2.1}. */
  public String ownName() {
    return generation == 0 ? plainName : plainName + "." + generation;
  }

  /** Reports whether this is the lane of a controller instance at the target. */
  public boolean isInstance() {
    return generation > 0;
  }

  /**
   * Parses the output of {@link #toString}.
   *
   * @throws IllegalArgumentException if the text is not a lane
   */
  public static Lane parse(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0) {
      throw new IllegalArgumentException("\"" + text + "\" is not a lane: expected group/name");
    }
    return named(
        Group.valueOf(text.substring(0, slash).toUpperCase(Locale.ROOT)),
        text.substring(slash + 1));
  }

  private static Lane named(Group group, String name) {
    int end = name.indexOf(AFTER_MARK);
    boolean isMarked = end > 0 && end + AFTER_MARK.length() < name.length();
    String mark = isMarked ? name.substring(0, end) : "";
    String own = isMarked ? name.substring(end + AFTER_MARK.length()) : name;
    Matcher instance = INSTANCE.matcher(own);
    return group == Group.TARGET && instance.matches()
        ? new Lane(group, mark, instance.group(1), Integer.parseInt(instance.group(2)))
        : new Lane(group, mark, own, 0);
  }

  @Override
  public String toString() {
    return group.name().toLowerCase(Locale.ROOT) + "/" + name();
  }
}
