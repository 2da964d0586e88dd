package dev.fenceline.timeline;

import dev.fenceline.event.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The alignment of two recordings of the same events whose clocks began at different times: a log
 * and a capture, a log and a run. Every pair of events that could be the same event votes for the
 * time between them. Events that are rare in both recordings have the most weight. The recordings
 * match where the votes are densest.
 *
 * @param offsetNanos the offset that converts times of the second recording to times of the first
 * @param matched number of events of the second recording that match an event of the first
 * @param comparable number of events of the sorts that both recordings contain
 * @param moments number of different times at which events match; 1 is little more than a guess
 * @param withinNanos the maximum distance between matched events
 */
public record Alignment(
    long offsetNanos, int matched, int comparable, int moments, long withinNanos) {
  /** Maximum distances between votes, from exact clocks to logs in whole seconds. */
  private static final long[] WIDTHS = {
    2_000L, 20_000L, 200_000L, 2_000_000L, 20_000_000L, 200_000_000L, 2_000_000_000L
  };

  /** A finer width is preferred if it has at least this fraction of the votes of the widest. */
  private static final double ENOUGH = 0.6;

  /** Sorts of events that would cast more votes than this are not used. */
  private static final long PAIRS_OF_A_SORT = 4_096;

  private static final int PAIRS_MAX = 2_000_000;

  /**
   * Matches closer together than this count as one moment, because one log line yields many events.
   */
  private static final long MOMENT_NANOS = 10_000_000L;

  /**
   * An alignment counts as found if at least one in this many comparable events matches. Fewer
   * matches are treated as chance.
   */
  private static final int ONE_IN = 4;

  private record Vote(long offsetNanos, double weight) {}

  private record Pair(long firstNanos, long offsetNanos) {}

  /** The times of one sort of events in both recordings, in order. */
  private record Sort(List<Long> first, List<Long> second) {
    long pairs() {
      return (long) first.size() * second.size();
    }
  }

  /** Reports whether an alignment was found. */
  public boolean isFound() {
    return matched > 0 && matched * ONE_IN >= comparable;
  }

  /** Finds the offset between two timelines. */
  public static Alignment of(Timeline first, Timeline second) {
    return of(first.events(), second.events());
  }

  /** Finds the offset between two recordings, each in order of time. */
  public static Alignment of(List<Event> first, List<Event> second) {
    List<Sort> sorts = sorts(first, second);
    int comparable =
        sorts.stream().mapToInt(sort -> Math.min(sort.first.size(), sort.second.size())).sum();
    List<Vote> votes = votes(sorts);
    if (votes.isEmpty()) {
      return new Alignment(0, 0, comparable, 0, 0);
    }
    double most = densest(votes, WIDTHS[WIDTHS.length - 1]).weight;
    for (long width : WIDTHS) {
      Vote dense = densest(votes, width);
      if (dense.weight >= ENOUGH * most) {
        return matched(sorts, dense.offsetNanos, width, comparable);
      }
    }
    throw new IllegalStateException("the widest has all of its own votes");
  }

  private static List<Sort> sorts(List<Event> first, List<Event> second) {
    Map<Object, Sort> sorts = new HashMap<>();
    for (Event event : first) {
      Object sort = EventKey.of(event);
      if (sort != null) {
        sorts
            .computeIfAbsent(sort, _ -> new Sort(new ArrayList<>(), new ArrayList<>()))
            .first
            .add(event.nanos());
      }
    }
    for (Event event : second) {
      Object sort = EventKey.of(event);
      Sort both = sort == null ? null : sorts.get(sort);
      if (both != null) {
        both.second.add(event.nanos());
      }
    }
    return sorts.values().stream()
        .filter(sort -> !sort.second.isEmpty() && sort.pairs() <= PAIRS_OF_A_SORT)
        .sorted(Comparator.comparingLong(Sort::pairs).thenComparing(sort -> sort.first.getFirst()))
        .toList();
  }

  private static List<Vote> votes(List<Sort> sorts) {
    List<Vote> votes = new ArrayList<>();
    for (Sort sort : sorts) {
      if (votes.size() + sort.pairs() > PAIRS_MAX) {
        break;
      }
      double weight = 1.0 / sort.pairs();
      for (long first : sort.first) {
        for (long second : sort.second) {
          votes.add(new Vote(first - second, weight));
        }
      }
    }
    votes.sort(Comparator.comparingLong(Vote::offsetNanos));
    return votes;
  }

  /**
   * Returns the middle vote of the window with the most votes, with the total weight of the window.
   */
  private static Vote densest(List<Vote> votes, long width) {
    double weight = 0;
    double most = -1;
    int from = 0;
    int bestFrom = 0;
    int bestTo = 0;
    for (int to = 0; to < votes.size(); to++) {
      weight += votes.get(to).weight;
      while (votes.get(to).offsetNanos - votes.get(from).offsetNanos > width) {
        weight -= votes.get(from++).weight;
      }
      if (weight > most + 1e-9) {
        most = weight;
        bestFrom = from;
        bestTo = to;
      }
    }
    double half = most / 2;
    int middle = bestFrom;
    for (double sum = votes.get(middle).weight; sum < half && middle < bestTo; ) {
      sum += votes.get(++middle).weight;
    }
    return new Vote(votes.get(middle).offsetNanos, most);
  }

  /**
   * Pairs events one to one after shifting the second recording by the offset, and returns the
   * result.
   */
  private static Alignment matched(List<Sort> sorts, long offset, long width, int comparable) {
    List<Pair> pairs = new ArrayList<>();
    for (Sort sort : sorts) {
      int second = 0;
      for (long first : sort.first) {
        while (second < sort.second.size() && sort.second.get(second) + offset < first - width) {
          second++;
        }
        if (second < sort.second.size() && sort.second.get(second) + offset <= first + width) {
          pairs.add(new Pair(first, first - sort.second.get(second++)));
        }
      }
    }
    List<Long> offsets = new ArrayList<>(pairs.stream().map(Pair::offsetNanos).toList());
    Collections.sort(offsets);
    long median = offsets.get(offsets.size() / 2);
    long within = Math.max(median - offsets.getFirst(), offsets.getLast() - median);
    return new Alignment(median, pairs.size(), comparable, moments(pairs), within);
  }

  private static int moments(List<Pair> pairs) {
    long last = Long.MIN_VALUE;
    int moments = 0;
    for (long nanos : pairs.stream().mapToLong(Pair::firstNanos).sorted().toArray()) {
      if (moments == 0 || nanos - last > MOMENT_NANOS) {
        moments++;
      }
      last = nanos;
    }
    return moments;
  }

  /**
   * Describes the alignment in a sentence.
   *
   * @param second the name of the second recording
   */
  public String words(String second) {
    if (!isFound()) {
      return "Nothing of %s matches: both are shown from their beginnings.".formatted(second);
    }
    String guess = moments == 1 ? ", all at one moment: it may be another one" : "";
    return "The clock of %s is %s; %d of %d events match within %s%s."
        .formatted(second, offsetWords(offsetNanos), matched, comparable, withinWords(), guess);
  }

  private String withinWords() {
    return withinNanos < 1_000 ? "1 µs" : Text.duration(withinNanos);
  }

  /** Describes an offset as the error of the second clock: {@code 12.340000 s behind}. */
  private static String offsetWords(long offsetNanos) {
    if (offsetNanos == 0) {
      return "the same";
    }
    String seconds = String.format(Locale.ROOT, "%.6f s", Math.abs(offsetNanos) / 1e9);
    return seconds + (offsetNanos > 0 ? " behind" : " ahead");
  }
}
