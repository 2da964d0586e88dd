package dev.fenceline.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.PathState;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.swimlane.layout.ArrowEnds;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.paint.Tones;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.picture.Arrow;
import dev.fenceline.swimlane.picture.CommandPlaces;
import dev.fenceline.swimlane.picture.Corruption;
import dev.fenceline.swimlane.picture.LateWrite;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.PictureWords;
import dev.fenceline.swimlane.picture.TimeAxis;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The picture of a session as JSON: axis, lanes, items, strip, arrows and loads. */
final class PageData {
  private static final double VERDICT_BASELINE = 48;
  private static final double MARK_TOP = 6;
  private static final double PLACES_BASELINE = 13;

  /** Arrows of one kind between the same lanes share one label. */
  private record Labelled(Arrow.Kind kind, Lane from, Lane to) {}

  private final Set<Labelled> labelled = new HashSet<>();
  private final Picture picture;
  private final LaneLayout layout;
  private final PageItems items = new PageItems();
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  private PageData(Picture picture, LaneLayout layout) {
    this.picture = picture;
    this.layout = layout;
  }

  /** Returns a picture, with its lanes at some places. */
  static ObjectNode of(Picture picture, LaneLayout layout) {
    PageData data = new PageData(picture, layout);
    data.json.put("end", Math.max(1, picture.endNanos()));
    data.json.put("height", layoutHeight(data.layout));
    data.axis();
    data.lanes();
    data.strip();
    data.arrows();
    data.json.set("items", data.items.json());
    data.json.set("loads", PageLoads.json(picture, data.layout));
    data.leftOut();
    return data.json;
  }

  private static double layoutHeight(LaneLayout layout) {
    return Math.ceil(layout.height());
  }

  /** Writes what the page does not contain, in words that stand below the picture. */
  private void leftOut() {
    ArrayNode notes = json.putArray("notes");
    notes.add(
        ("Commands in flight and operations per second are counted in %s pieces of the time axis. A"
                + " read or write has a bar of its own only if its host had to hold or cancel it,"
                + " or if it was slow.")
            .formatted(Text.number(PageLoads.PIECES)));
    if (items.leftOut() > 0) {
      notes.add(
          "Not everything is drawn: %s are left out where others are too close, the worst are kept."
              .formatted(Text.count(items.leftOut(), "item")));
    }
  }

  private void axis() {
    TimeAxis axis = picture.elastic();
    ArrayNode nanos = json.putArray("nanos");
    ArrayNode units = json.putArray("units");
    axis.knots((moment, place) -> {
      nanos.add(moment);
      units.add(Math.round(place * 1e5) / 1e5);
    });
    ArrayNode folds = json.putArray("folds");
    for (TimeAxis.Fold fold : axis.folds()) {
      folds
          .addArray()
          .add(fold.fromNanos())
          .add(fold.toNanos())
          .add("\u2248 " + Text.duration(fold.lengthNanos()) + " folded");
    }
  }

  private void lanes() {
    ArrayNode headings = json.putArray("headings");
    layout.headings().forEach(heading -> headings.addArray().add(heading.word()).add(heading.y()));
    ArrayNode lanes = json.putArray("lanes");
    for (Row row : layout.rows()) {
      ObjectNode lane = lanes.addObject().put("id", row.lane().toString()).put("name", row.name());
      lane.put("note", row.note()).put("y", row.y()).put("h", row.height());
      lane.put("from", beginNanos(row.lane())).put("noted", notedNanos(row.lane()));
      if (row.kind() == LaneLayout.Kind.PLACES) {
        places(row);
        continue;
      }
      switch (row.lane().group()) {
        case WORKLOAD -> workload(row);
        case HOST -> new HostItems(picture, items).add(row.lane(), row.y());
        case PATH -> new TargetItems(picture, items).path(row.lane(), row.y());
        case TARGET -> new TargetItems(picture, items).instance(row.lane(), row.y());
        case LAB -> {}
      }
    }
  }

  /** Returns when a controller is first heard of. The other lanes are there from the beginning. */
  private long beginNanos(Lane lane) {
    return switch (lane.group()) {
      case HOST -> first(picture.spans().spans(lane, Span.Controller.class));
      case TARGET -> first(picture.spans().spans(lane, Span.Instance.class));
      case WORKLOAD, PATH, LAB -> 0;
    };
  }

  private static long first(List<? extends Span> spans) {
    return spans.isEmpty() ? 0 : spans.getFirst().fromNanos();
  }

  /** Returns when the note of a lane is known: that of a path names its worst state. */
  private long notedNanos(Lane lane) {
    if (lane.group() != Lane.Group.PATH) {
      return beginNanos(lane);
    }
    List<Span.Path> spans = picture.spans().spans(lane, Span.Path.class);
    PathState worst =
        spans.stream().map(Span.Path::worst).max(PathState::compareTo).orElse(PathState.UP);
    return first(spans.stream().filter(span -> span.worst() == worst).toList());
  }

  /** Adds where the commands of a failed controller were when the host declared it failed. */
  private void places(Row row) {
    CommandPlaces places = picture.places(row.lane());
    if (places != null) {
      for (Recovery recovery : places.recoveries()) {
        long nanos = recovery.detectedNanos();
        String words = PictureWords.places(places, nanos);
        if (!words.isEmpty()) {
          items.label(row.y() + PLACES_BASELINE, nanos, nanos, Tone.TEXT, words);
        }
      }
    }
  }

  private void workload(Row row) {
    items.each(
        picture, picture.shown().corruptions(row.lane()), (found, _) -> corruption(found, row.y()));
    RunEvent.Ended ended = picture.ended();
    if (row.lane().mark().isEmpty() && ended != null && ended.verdict() != Verdict.UNKNOWN) {
      boolean corrupt = ended.verdict() == Verdict.CORRUPT;
      String words =
          "verified %s blocks \u00b7 %d corrupt"
              .formatted(Text.spaced(ended.blocksChecked()), ended.corruptions());
      long end = picture.endNanos();
      items.label(row.y() + VERDICT_BASELINE, end, end, corrupt ? Tone.BAD : Tone.GOOD, words);
    }
  }

  private void corruption(Corruption found, double y) {
    items
        .add("corrupt", y + MARK_TOP, 30, found.nanos(), found.nanos(), Tone.BAD)
        .put("s", found.finding().text());
  }

  private void strip() {
    ArrayNode strip = json.putArray("strip");
    items.each(
        picture,
        picture.shown().phases(),
        (piece, _) -> {
          ObjectNode node = strip.addObject().put("f", piece.fromNanos()).put("t", piece.toNanos());
          boolean fence = piece.phase().kind() == Phase.Kind.FENCE;
          node.put("c", Tones.of(piece).name());
          node.put("p", (fence ? Tone.FENCING : Tones.of(piece)).name());
          node.put("line", piece.line()).put("lines", piece.lines());
          piece.words().forEach(node.putArray("w")::add);
          piece.open().words().forEach(node.putArray("now")::add);
          node.put("s", picture.words().phase(piece));
          if (piece.recovery() == null) {
            node.put("steady", true);
          }
        });
    ArrayNode fences = json.putArray("fences");
    items.each(
        picture,
        picture.shown().fences(),
        (it, _) ->
            fences
                .addArray()
                .add(it.detectedNanos())
                .add(it.fencedNanos().orElse(it.detectedNanos())));
  }

  private void arrows() {
    picture
        .shown()
        .arrows()
        .forEach(levels -> items.each(picture, levels, (arrow, _) -> arrow(arrow)));
  }

  private void arrow(Arrow arrow) {
    ArrowEnds ends = ArrowEnds.of(arrow, picture, layout);
    if (ends != null) {
      ObjectNode item =
          items.add(
              "arrow", ends.y(), 0, arrow.fromNanos(), arrow.toNanos(), Tones.of(arrow.kind()));
      // the reset command has its word beside its box on the host's lane
      boolean named =
          arrow.kind() != Arrow.Kind.CCR
              && labelled.add(new Labelled(arrow.kind(), arrow.from(), arrow.to()));
      item.put("y2", ends.toY()).put("w", named ? arrow.kind().word() : "");
      item.put("s", picture.words().arrow(arrow)).put("a", knownNanos(arrow));
      if (arrow.kind() == Arrow.Kind.STALE) {
        item.put("n", Arrow.Kind.WRITE.explanation());
      }
    }
  }

  /** Returns when it is known what an arrow is. A write is stale only once it has landed. */
  private long knownNanos(Arrow arrow) {
    return arrow.kind() != Arrow.Kind.STALE
        ? arrow.endNanos()
        : picture.lateWrites().stream()
            .filter(late -> late.copy().firstSequence() == arrow.sequence())
            .mapToLong((LateWrite late) -> late.landed().nanos())
            .max()
            .orElse(picture.endNanos());
  }
}
