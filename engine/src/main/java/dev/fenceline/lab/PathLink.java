package dev.fenceline.lab;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.link.Link;
import dev.fenceline.link.LinkTap;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.tap.pdu.ByteTap;
import dev.fenceline.tap.pdu.PduListener;
import dev.fenceline.tap.pdu.PduTap;
import io.netty.buffer.ByteBuf;

/** Joins a link, which transports bytes, with the tap that reads them. */
public final class PathLink {
  private PathLink() {}

  /** Returns the link of a path, not open yet, whose PDUs are recorded on the path's lane. */
  public static Link make(LabLoop loop, PathSettings path, Recorder recorder) {
    return make(loop, path, recorder, PduListener.NONE);
  }

  /** Returns the same, with a tap that is shown the bytes. */
  public static Link make(LabLoop loop, PathSettings path, Recorder recorder, ByteTap bytes) {
    Lane lane = Lane.path(path.name());
    LinkTap pdus = adapted(new PduTap(lane, recorder));
    return new Link(loop, path, lane, recorder, shown(loop, path.name(), bytes, pdus));
  }

  /** Returns the same, with a listener that receives the PDUs. */
  public static Link make(
      LabLoop loop, PathSettings path, Recorder recorder, PduListener listener) {
    Lane lane = Lane.path(path.name());
    return new Link(loop, path, lane, recorder, adapted(new PduTap(lane, recorder, listener)));
  }

  private static LinkTap shown(LabLoop loop, String path, ByteTap shown, LinkTap pdus) {
    return new LinkTap() {
      @Override
      public void bytes(int connection, Direction direction, Point point, ByteBuf view) {
        shown.bytes(loop.nanos(), path, connection, direction, point, view.slice());
        pdus.bytes(connection, direction, point, view);
      }

      @Override
      public void ended(int connection, Direction direction, Point point) {
        shown.ended(loop.nanos(), path, connection, direction, point);
        pdus.ended(connection, direction, point);
      }
    };
  }

  private static LinkTap adapted(PduTap tap) {
    return new LinkTap() {
      @Override
      public void bytes(int connection, Direction direction, Point point, ByteBuf view) {
        tap.bytes(connection, direction, point, view);
      }

      @Override
      public void ended(int connection, Direction direction, Point point) {
        tap.ended(connection, direction, point);
      }
    };
  }
}
