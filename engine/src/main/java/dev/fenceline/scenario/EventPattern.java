package dev.fenceline.scenario;

import org.jspecify.annotations.Nullable;

/**
 * Which events are meant: those of a kind, on a lane, with fields that are so.
 *
 * @param event the kind, as session files name it, such as {@code ccr-answered}
 * @param lane such as {@code host/nvme4}; null: any
 * @param with what must be true of its fields
 * @param nth which of those that match, where one is meant; from 1
 */
public record EventPattern(String event, @Nullable String lane, Conditions with, int nth) {
  public EventPattern {
    if (nth < 1) {
      throw new IllegalArgumentException("\"nth\" counts from 1");
    }
  }
}
