package dev.fenceline.swimlane.layout;

import dev.fenceline.event.Lane;
import dev.fenceline.event.value.PathState;
import dev.fenceline.swimlane.picture.ExtraLanes;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.Stack;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.span.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The position of each lane: rows from top to bottom under the headings of their groups. Immutable.
 */
public final class LaneLayout {
  /**
   * The row of a lane.
   *
   * @param lane the lane
   * @param kind what the row shows of the lane
   * @param name the name of the lane
   * @param note a remark in smaller letters
   * @param y upper edge in pixels, from the top of the first heading
   * @param height in pixels
   * @param isLow whether the row shows its first line only
   * @param isPinned whether the row stays at the top
   */
  public record Row(
      Lane lane,
      Kind kind,
      String name,
      String note,
      double y,
      double height,
      boolean isLow,
      boolean isPinned) {
    private Row as(@Nullable Row known) {
      boolean isState = kind == Kind.STATE;
      String told = known == null || !isState ? "" : known.note;
      return new Row(lane, kind, known == null ? "" : name, told, y, height, isLow, isPinned);
    }

    private Row down(double pixels) {
      return new Row(lane, kind, name, note, y + pixels, height, isLow, isPinned);
    }

    /** Returns a distance from the top of the row, limited to the height of the row. */
    public double within(double distance) {
      return isLow ? Math.min(distance, height - 5) : distance;
    }
  }

  /** What a row shows of its lane. */
  public enum Kind {
    /** Its state and activity. */
    STATE,
    /** Its timers. */
    TIMERS,
    /** The places of its commands. */
    PLACES
  }

  /**
   * The heading of a group of rows.
   *
   * @param note what the group does not show; empty if it shows all
   * @param isFoldable whether the group can be folded
   * @param isFolded whether it is
   */
  public record Heading(String word, double y, String note, boolean isFoldable, boolean isFolded) {
    /** Reports whether the lanes below it stay at the top. */
    public boolean isPinned() {
      return word.equals(PINNED);
    }

    private Heading down(double pixels) {
      return new Heading(word, y + pixels, note, isFoldable, isFolded);
    }
  }

  /** Height of a heading. */
  public static final double HEADING_HEIGHT = 22;

  /** Width of the column with the names of the lanes. */
  public static final double NAME_WIDTH = 150;

  /** Left edge of a lane's name. */
  public static final double NAME_LEFT = 16;

  /** Height of the phase strip and the ruler, above the lanes. */
  public static final double HEADER_HEIGHT = 75;

  /** Margin to the right of the lanes. */
  public static final double RIGHT_MARGIN = 14;

  public static final double BAR_TOP = 8;
  public static final double BAR_HEIGHT = 20;
  public static final double INSTANCE_BAR_HEIGHT = 18;

  public static final double KEEP_ALIVE_TOP = 36;
  public static final double ADMIN_TOP = 46;
  static final double HELD_TOP = 50;
  public static final double HELD_STEP = 9;
  public static final double HOLD_HEIGHT = 14;
  public static final double SLOW_TOP = 33;
  public static final double SLOW_STEP = 8;

  public static final double TIMERS_TOP = 5;
  public static final double TIMER_STEP = 15;
  static final double PLACES_HEIGHT = 62;

  private static final double WORKLOAD_HEIGHT = 53;
  private static final double HOST_HEIGHT = 52;
  private static final double PATH_HEIGHT = 40;
  private static final double INSTANCE_HEIGHT = 42;
  private static final double ADMIN_HEIGHT = 62;
  private static final double BELOW = 10;
  private static final double LOW_HEIGHT = 40;
  private static final String PINNED = "PINNED";
  private static final String ORDER_ONLY = "order only, no times";

  private final List<Row> rows = new ArrayList<>();
  private final List<Heading> headings = new ArrayList<>();
  private final Map<Lane, Row> byLane = new HashMap<>();
  private double height;

  private final Picture picture;
  private final LaneNotes notes;

  private final Arrangement arrangement;
  private final boolean isArranged;
  private double pinnedHeight;

  private LaneLayout(
      Picture picture,
      LaneNotes notes,
      Set<ExtraLanes> extra,
      Arrangement arrangement,
      boolean isArranged,
      Predicate<Lane> wanted) {
    this.picture = picture;
    this.notes = notes;
    this.arrangement = arrangement;
    this.isArranged = isArranged;
    Map<String, List<Lane>> groups = new LinkedHashMap<>();
    for (Lane lane : picture.timeline().lanes()) {
      if (isDrawn(picture, lane) && wanted.test(lane)) {
        groups.computeIfAbsent(heading(lane.group()), _ -> new ArrayList<>()).add(lane);
      }
    }
    List<Lane> pinned =
        groups.values().stream().flatMap(List::stream).filter(this::isPinned).toList();
    if (!pinned.isEmpty()) {
      group(PINNED, pinned, extra);
      pinnedHeight = height;
    }
    groups.forEach((heading, lanes) -> {
      List<Lane> others = lanes.stream().filter(lane -> !isPinned(lane)).toList();
      if (!others.isEmpty()) {
        group(heading, others, extra);
      }
    });
  }

  /** Creates a layout with other headings and rows at the same places. */
  private LaneLayout(LaneLayout base, UnaryOperator<Heading> heading, UnaryOperator<Row> row) {
    picture = base.picture;
    notes = base.notes;
    arrangement = base.arrangement;
    isArranged = base.isArranged;
    pinnedHeight = base.pinnedHeight;
    height = base.height;
    base.headings.forEach(each -> headings.add(heading.apply(each)));
    base.rows.forEach(each -> rows.add(row.apply(each)));
    rows.stream()
        .filter(each -> each.kind() == Kind.STATE)
        .forEach(each -> byLane.put(each.lane(), each));
  }

  private boolean isPinned(Lane lane) {
    return arrangement.pinned().contains(lane.toString());
  }

  /** Adds a heading and the rows of its lanes. */
  private void group(String heading, List<Lane> lanes, Set<ExtraLanes> extra) {
    boolean isFolded = arrangement.folded().contains(heading);
    List<Lane> shown =
        arrangement.sorted(lanes, Lane::toString).stream()
            .filter(lane -> !arrangement.hidden().contains(lane.toString()))
            .toList();
    int hidden = lanes.size() - shown.size();
    String note =
        (isFolded ? Text.count(shown.size(), "lane") : "")
            + (isFolded && hidden > 0 ? ", " : "")
            + (hidden > 0 ? hidden + " hidden" : "");
    headings.add(new Heading(heading, height, note, isArranged, isFolded));
    height += HEADING_HEIGHT;
    if (!isFolded) {
      for (Lane lane : shown) {
        add(picture, lane);
        addExtra(picture, lane, extra);
      }
    }
  }

  /** Returns the rows of a picture. */
  public static LaneLayout of(Picture picture) {
    return of(picture, Set.of());
  }

  /** Returns the rows of a picture, with the requested extra rows below their lanes. */
  public static LaneLayout of(Picture picture, Set<ExtraLanes> extra) {
    return new LaneLayout(
        picture, LaneNotes.of(picture), extra, Arrangement.NONE, false, _ -> true);
  }

  /** Returns the rows of the same picture with other extra lanes, as a user has arranged them. */
  public LaneLayout with(Set<ExtraLanes> extra, Arrangement as) {
    return new LaneLayout(picture, notes, extra, as, true, _ -> true);
  }

  /** Returns a layout of only some lanes of the same picture. */
  public LaneLayout only(Predicate<Lane> wanted) {
    return new LaneLayout(picture, notes, Set.of(), Arrangement.NONE, false, wanted);
  }

  /** Returns the layout in which the pinned rows stay at the top while the others are scrolled. */
  public LaneLayout scrolledTo(double scrollY) {
    return pinnedHeight == 0 || scrollY == 0
        ? this
        : new LaneLayout(
            this,
            it -> it.isPinned() ? it.down(scrollY) : it,
            it -> it.isPinned() ? it.down(scrollY) : it);
  }

  /** Returns the height of the pinned rows and their heading; 0 if no row is pinned. */
  public double pinnedHeight() {
    return pinnedHeight;
  }

  /**
   * Returns the same rows for a picture of the first part of the session: each at its place, with
   * the name and the note that its lane has in that part, or none if the lane is not known yet.
   */
  public LaneLayout told(Picture part) {
    LaneLayout known = of(part);
    return new LaneLayout(this, it -> it, row -> row.as(known.row(row.lane())));
  }

  private void add(Picture picture, Lane lane) {
    Row row = row(lane, Kind.STATE, name(lane), note(picture, lane), height(picture, lane));
    byLane.put(lane, row);
  }

  private void addExtra(Picture picture, Lane lane, Set<ExtraLanes> extra) {
    int timers = picture.shown().timers(lane).size();
    if (extra.contains(ExtraLanes.TIMERS) && timers > 0) {
      row(lane, Kind.TIMERS, "", "", 2 * TIMERS_TOP + timers * TIMER_STEP);
    }
    if (extra.contains(ExtraLanes.PLACES) && picture.places(lane) != null) {
      row(lane, Kind.PLACES, "commands", "", PLACES_HEIGHT);
    }
  }

  private Row row(Lane lane, Kind kind, String name, String note, double fullHeight) {
    boolean isLow =
        kind == Kind.STATE
            && arrangement.low().contains(lane.toString())
            && fullHeight > LOW_HEIGHT;
    double rowHeight = isLow ? LOW_HEIGHT : fullHeight;
    Row row = new Row(lane, kind, name, note, height, rowHeight, isLow, isPinned(lane));
    rows.add(row);
    height += rowHeight;
    return row;
  }

  /**
   * Reports whether a lane has a row. The lane for events that do not belong to a single object has
   * none.
   */
  private static boolean isDrawn(Picture picture, Lane lane) {
    return switch (lane.group()) {
      case WORKLOAD, PATH -> true;
      case HOST -> !picture.spans().spans(lane, Span.Controller.class).isEmpty();
      case TARGET -> !picture.spans().spans(lane, Span.Instance.class).isEmpty();
      case LAB -> false;
    };
  }

  private static String heading(Lane.Group group) {
    return switch (group) {
      case WORKLOAD, HOST -> "HOST";
      case PATH -> "PATHS";
      case TARGET -> "TARGET";
      case LAB -> "LAB";
    };
  }

  private static String name(Lane lane) {
    String name = lane.plainName();
    return Lane.marked(
        lane.mark(),
        switch (lane.group()) {
          case WORKLOAD -> "workload";
          case HOST, LAB -> name;
          case PATH -> "path " + name;
          case TARGET -> "controller " + name;
        });
  }

  private String note(Picture picture, Lane lane) {
    String note = notes.of(lane);
    return switch (lane.group()) {
      case WORKLOAD -> note;
      case PATH -> note + worst(picture, lane);
      case TARGET -> lane.generation() == 1 ? note : newInstance(note);
      case HOST -> notes.isOrderOnly(lane) ? ORDER_ONLY : note;
      case LAB -> note;
    };
  }

  private static String newInstance(String note) {
    return note.isEmpty() ? "new instance" : "new instance \u00b7 " + note;
  }

  private static String worst(Picture picture, Lane lane) {
    PathState worst =
        picture.spans().spans(lane, Span.Path.class).stream()
            .map(Span.Path::worst)
            .max(PathState::compareTo)
            .orElse(PathState.UP);
    return worst == PathState.UP ? "" : " \u00b7 " + worst.word();
  }

  private static double height(Picture picture, Lane lane) {
    return switch (lane.group()) {
      case WORKLOAD -> WORKLOAD_HEIGHT;
      case PATH -> PATH_HEIGHT;
      case HOST -> {
        double bottom = holdTop(picture, lane);
        boolean hold = !picture.spans().spans(lane, Span.Hold.class).isEmpty();
        boolean outstanding = !picture.outstanding(lane).isEmpty();
        double admin = picture.sendsCcr(lane) ? ADMIN_HEIGHT : HOST_HEIGHT;
        yield hold
            ? bottom + HOLD_HEIGHT + BELOW
            : outstanding ? Math.max(admin, bottom + BELOW - 2) : admin;
      }
      case TARGET -> {
        int lines = Stack.height(picture.slow(lane));
        yield lines == 0 ? INSTANCE_HEIGHT : SLOW_TOP + lines * SLOW_STEP + 18;
      }
      case LAB -> 0;
    };
  }

  /** Returns the distance of the lines of outstanding commands from the top of the row. */
  public static double heldTop(Picture picture, Lane lane) {
    return picture.sendsCcr(lane) ? ADMIN_HEIGHT : HELD_TOP;
  }

  /** Returns the distance of the bar of the hold from the top of the row. */
  public static double holdTop(Picture picture, Lane lane) {
    return heldTop(picture, lane) + picture.heldLines(lane) * HELD_STEP;
  }

  /** Returns the rows, from top to bottom. */
  public List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }

  /** Returns the headings, from top to bottom. */
  public List<Heading> headings() {
    return Collections.unmodifiableList(headings);
  }

  /** Returns the row of a lane, or null if it has none. */
  public @Nullable Row row(Lane lane) {
    return byLane.get(lane);
  }

  /** Returns the total height of all rows and headings. */
  public double height() {
    return height;
  }
}
