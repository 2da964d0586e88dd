package dev.fenceline.swimlane.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How a user has arranged the lanes of a session. Lanes are named as in the session file, for
 * example {@code host/nvme4}. Immutable.
 *
 * @param folded the headings of the groups whose lanes are not shown
 * @param hidden the lanes that are not shown
 * @param pinned the lanes that stay at the top, in order
 * @param order the order of lanes within their group; those that are not in it come last
 * @param low the lanes that show their first line only
 */
public record Arrangement(
    Set<String> folded,
    Set<String> hidden,
    List<String> pinned,
    List<String> order,
    Set<String> low) {
  /** All lanes as they were recorded. */
  public static final Arrangement NONE =
      new Arrangement(Set.of(), Set.of(), List.of(), List.of(), Set.of());

  public Arrangement {
    folded = Set.copyOf(folded);
    hidden = Set.copyOf(hidden);
    pinned = List.copyOf(pinned);
    order = List.copyOf(order);
    low = Set.copyOf(low);
  }

  /** Folds the group with a heading, or unfolds it. */
  public Arrangement fold(String heading) {
    return new Arrangement(toggled(folded, heading), hidden, pinned, order, low);
  }

  /** Hides a lane. */
  public Arrangement hide(String lane) {
    Set<String> more = new LinkedHashSet<>(hidden);
    more.add(lane);
    return new Arrangement(folded, more, pinned, order, low);
  }

  /** Pins a lane to the top, or lets it go. */
  public Arrangement pin(String lane) {
    List<String> now = new ArrayList<>(pinned);
    if (!now.remove(lane)) {
      now.add(lane);
    }
    return new Arrangement(folded, hidden, now, order, low);
  }

  /** Makes lanes low, or all of them high again if they all are low. */
  public Arrangement low(List<String> lanes) {
    Set<String> now = new LinkedHashSet<>(low);
    if (!now.addAll(lanes)) {
      lanes.forEach(now::remove);
    }
    return new Arrangement(folded, hidden, pinned, order, now);
  }

  /** Orders lanes as given; other lanes keep their order. */
  public Arrangement ordered(List<String> lanes) {
    List<String> now = new ArrayList<>(order);
    now.removeAll(lanes);
    now.addAll(lanes);
    return new Arrangement(folded, hidden, pinned, now, low);
  }

  private static Set<String> toggled(Set<String> set, String member) {
    Set<String> now = new LinkedHashSet<>(set);
    if (!now.remove(member)) {
      now.add(member);
    }
    return now;
  }

  /** Returns items in the order of their lanes. */
  <T> List<T> sorted(List<T> items, Function<T, String> lane) {
    return items.stream()
        .sorted(
            Comparator.comparingInt(item -> {
              int at = order.indexOf(lane.apply(item));
              return at < 0 ? Integer.MAX_VALUE : at;
            }))
        .toList();
  }
}
