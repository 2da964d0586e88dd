package dev.fenceline.remote;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.workload.Survey;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Examines the blocks of a real target before the run. */
public final class RemoteBlocks {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);

  private RemoteBlocks() {}

  /**
   * Reads the blocks, and drives the loop in the meantime.
   *
   * @throws TargetException if not all of them could be read
   */
  public static Survey.Result survey(LabLoop loop, Survey survey) {
    AtomicReference<Survey.Result> found = new AtomicReference<>();
    survey.start(found::set);
    loop.runUntil(loop.nanos() + LIMIT_NANOS, () -> found.get() != null);
    Survey.Result result = found.get();
    if (result == null) {
      throw new TargetException("the blocks could not be read before the run within 120 s");
    }
    if (result.unread() > 0) {
      throw new TargetException(
          "%d blocks could not be read before the run".formatted(result.unread()));
    }
    return result;
  }
}
