package dev.fenceline.swimlane;

import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceState;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.LaneLayout.Row;
import dev.fenceline.swimlane.Palette.Tone;
import dev.fenceline.swimlane.Picture.SlowCommand;
import dev.fenceline.timeline.Copy;
import dev.fenceline.timeline.Journey;
import dev.fenceline.timeline.Span;
import dev.fenceline.timeline.Text;
import java.util.List;
import java.util.Locale;

/** Paints one controller instance at the target: its state, and the commands that media work on. */
final class TargetLanePainter {
  private static final double LINE_HEIGHT = 6;
  private static final double PADDING = 8;

  /** On dark ground the target's own bars step back behind the host's. */
  private static final double CALM = 0.78;

  private final Brush brush;

  TargetLanePainter(Brush brush) {
    this.brush = brush;
  }

  void paint(Picture picture, Row row, double y) {
    for (Span.Instance span : picture.spans().spans(row.lane(), Span.Instance.class)) {
      boolean news = span.state() != InstanceState.CREATED || isWide(span);
      if (news && brush.scale.shows(span.fromNanos(), span.toNanos())) {
        state(span, y + LaneLayout.BAR_TOP);
      }
    }
    new LoadPainter(brush)
        .paint(
            picture.commands(row.lane()),
            y + LaneLayout.BAR_TOP + LaneLayout.INSTANCE_BAR_HEIGHT + 2);
    slow(picture, row.lane(), y);
  }

  private boolean isWide(Span span) {
    return brush.x(span.toNanos()) - brush.x(span.fromNanos()) > PADDING;
  }

  static Tone tone(InstanceState state) {
    return switch (state) {
      case CREATED -> Tone.CONNECTING;
      case READY -> Tone.LIVE;
      case QUIESCING -> Tone.RESETTING;
      case SHUT_DOWN, GONE -> Tone.DEAD;
    };
  }

  private void state(Span.Instance span, double y) {
    Tone tone = tone(span.state());
    boolean calm = tone == Tone.LIVE && brush.palette == Palette.DARK;
    String words =
        "controller %s, %s %s. %s"
            .formatted(
                span.lane().name(),
                span.state().word(),
                Text.duration(span.interval().durationNanos()),
                span.state().explanation());
    double width =
        brush.bar(
            span.fromNanos(),
            span.toNanos(),
            y,
            LaneLayout.INSTANCE_BAR_HEIGHT,
            brush.palette.fill(tone).rounded(3).faded(calm ? CALM : 1),
            span.interval().beginSequence(),
            words);
    double from = Math.max(brush.scale.left(), brush.x(span.fromNanos()));
    double to = Math.min(brush.scale.right(), brush.x(span.fromNanos()) + width);
    brush.labels.inside(
        from + PADDING,
        to - from - PADDING - 2,
        y + 13,
        span.state().word().toUpperCase(Locale.ROOT),
        brush.state(tone));
  }

  private void slow(Picture picture, Lane lane, double y) {
    List<SlowCommand> all = picture.slow(lane);
    int lines = Math.min(LaneLayout.LINES_MAX, all.size());
    for (int i = 0; i < lines; i++) {
      line(picture, all.get(i), y + LaneLayout.SLOW_TOP + i * LaneLayout.SLOW_STEP);
    }
    if (!all.isEmpty()) {
      label(picture, all, y + LaneLayout.SLOW_TOP + lines * LaneLayout.SLOW_STEP + 10);
    }
  }

  private void line(Picture picture, SlowCommand command, double y) {
    Span.AtMedia span = command.span();
    if (!brush.scale.shows(span.fromNanos(), span.toNanos())) {
      return;
    }
    Tone tone = command.isStale() ? Tone.BAD : Tone.COMMAND;
    Ink ink = Ink.of(brush.palette.argb(tone, 0.55)).rounded(2);
    brush.bar(
        span.fromNanos(),
        span.toNanos(),
        y,
        LINE_HEIGHT,
        ink,
        span.interval().beginSequence(),
        fate(picture, List.of(command)));
    double end = brush.x(span.toNanos());
    double middle = y + LINE_HEIGHT / 2;
    if (command.isStale()) {
      brush.cross(end, middle, 4, brush.palette.word(Tone.BAD));
    } else if (span.ending() == Span.MediaEnding.REVOKED) {
      brush.cross(end, middle, 4, brush.palette.line(Tone.RESETTING));
    } else if (span.ending() == Span.MediaEnding.EXECUTED) {
      brush.disc(end, middle, 3, brush.palette.line(Tone.LIVE));
    }
  }

  private void label(Picture picture, List<SlowCommand> all, double y) {
    long from = all.getFirst().span().fromNanos();
    long to = all.stream().mapToLong(command -> command.span().toNanos()).max().orElse(from);
    if (brush.scale.shows(from, to)) {
      boolean stale = all.stream().anyMatch(SlowCommand::isStale);
      TextStyle style = stale ? brush.remark(Tone.BAD) : brush.note();
      brush.labels.near(brush.x(from) + 6, y, fate(picture, all), style);
    }
  }

  /** What became of slow commands, in a sentence. */
  private static String fate(Picture picture, List<SlowCommand> all) {
    boolean one = all.size() == 1;
    String what =
        one
            ? "slow write 0x%x".formatted(all.getFirst().span().lba())
            : all.size() + " slow writes";
    List<SlowCommand> stale = all.stream().filter(SlowCommand::isStale).toList();
    if (!stale.isEmpty()) {
      return "%s landed %s after %s retry, on newer data"
          .formatted(
              stale.size() == all.size() ? what : stale.size() + " of " + what,
              Text.duration(afterRetry(picture, stale.getFirst())),
              stale.size() == 1 ? "its" : "their");
    }
    if (all.stream().allMatch(c -> c.span().ending() == Span.MediaEnding.REVOKED)) {
      return what + " \u2013 killed before " + (one ? "it" : "they") + " could land";
    }
    if (all.stream().allMatch(c -> c.span().ending() == Span.MediaEnding.EXECUTED)) {
      return what + " \u2013 landed before any retry";
    }
    return what;
  }

  /** How long after its retry a stale write landed. */
  private static long afterRetry(Picture picture, SlowCommand command) {
    Copy stale = command.copy();
    if (stale != null) {
      Journey journey = picture.journeys().operation(stale.operation());
      for (Copy copy : journey == null ? List.<Copy>of() : journey.copies()) {
        Event landed = copy.landed();
        if (copy.number() > stale.number() && landed != null) {
          return Math.max(0, command.span().toNanos() - landed.nanos());
        }
      }
    }
    return 0;
  }
}
