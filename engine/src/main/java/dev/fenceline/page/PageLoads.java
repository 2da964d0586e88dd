package dev.fenceline.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.picture.CommandPlace;
import dev.fenceline.swimlane.picture.CommandPlaces;
import dev.fenceline.swimlane.picture.Counter;
import dev.fenceline.swimlane.picture.Picture;

/**
 * How many commands are in flight on each lane, and how many operations end per second, in equal
 * pieces of the elastic time axis.
 */
final class PageLoads {
  /** The number of pieces. */
  static final int PIECES = 1_200;

  /** More commands than this look the same. */
  private static final int MANY = 6;

  private static final long WINDOW_NANOS = 400_000_000L;

  private static final double BELOW_BAR = 2;

  private PageLoads() {}

  static ArrayNode json(Picture picture, LaneLayout layout) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    TimeScale scale = TimeScale.whole(picture.elastic(), 0, PIECES);
    for (Row row : layout.rows()) {
      Lane lane = row.lane();
      CommandPlaces places = picture.places(lane);
      if (row.kind() != LaneLayout.Kind.STATE) {
        if (row.kind() == LaneLayout.Kind.PLACES && places != null && places.most() > 0) {
          places(places, row, scale, all.addObject());
        }
        continue;
      }
      switch (lane.group()) {
        case WORKLOAD -> rates(picture.operations(lane), row, scale, all.addObject());
        case HOST -> commands(picture, row, LaneLayout.BAR_HEIGHT, scale, all.addObject());
        case TARGET ->
            commands(picture, row, LaneLayout.INSTANCE_BAR_HEIGHT, scale, all.addObject());
        case PATH, LAB -> {}
      }
    }
    return all;
  }

  /** Adds the share of each place, from 0 to 100 of the most commands at any time. */
  private static void places(CommandPlaces places, Row row, TimeScale scale, ObjectNode json) {
    ArrayNode bands = json.put("y", row.y()).putArray("places");
    for (CommandPlace place : CommandPlace.values()) {
      ObjectNode band = bands.addObject().put("c", place.tone().name()).put("w", place.word());
      ArrayNode parts = band.putArray("n");
      long from = 0;
      for (int i = 0; i < PIECES; i++) {
        long to = Math.round(scale.nanos(i + 1.0));
        parts.add(Math.round(places.mean(place, from, to) / places.most() * 100));
        from = to;
      }
    }
  }

  private static void commands(
      Picture picture, Row row, double bar, TimeScale scale, ObjectNode json) {
    Counter.Walk walk = picture.commands(row.lane()).counter().walk();
    StringBuilder digits = new StringBuilder();
    long from = 0;
    for (int i = 0; i < PIECES; i++) {
      long to = Math.round(scale.nanos(i + 1.0));
      digits.append(Math.min(MANY, walk.during(from, to)));
      from = to;
    }
    json.put("y", row.y() + LaneLayout.BAR_TOP + bar + BELOW_BAR).put("n", digits.toString());
  }

  /** Adds the rates, each from 0 to 100 as a part of the highest. */
  private static void rates(Counter operations, Row row, TimeScale scale, ObjectNode json) {
    double[] rates = new double[PIECES];
    double most = 1;
    for (int i = 0; i < PIECES; i++) {
      long moment = Math.round(scale.nanos(i));
      long next = Math.round(scale.nanos(i + 1.0));
      long half = Math.max(WINDOW_NANOS, next - moment) / 2;
      rates[i] = operations.ended(moment - half, moment + half) * 1e9 / half;
      most = Math.max(most, rates[i]);
    }
    ArrayNode parts = json.put("y", row.y()).putArray("rate");
    for (double rate : rates) {
      parts.add(Math.round(rate / most * 100));
    }
  }
}
