package dev.fenceline.subsystem;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.nvme.BlockRequest;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.scenario.Fault;
import dev.fenceline.subsystem.media.Namespace;
import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Emulates media with a latency. A command takes effect as a whole after the latency, or not at all
 * if it is revoked before that. If the blocks are in a file, the command ends when the file
 * operation is done. The submission queues bound the number of commands.
 */
final class MediaQueue {
  /** The duration that events report for a hanging command. */
  static final long HANGS = -1;

  /** The controller whose commands media executes. */
  interface Owner {
    int cntlid();

    Lane lane();

    /** Called when a command has taken effect on media. */
    void executed();

    /** Called when media has no more commands of this controller. */
    void mediaQuiet(Cause cause);
  }

  private static final int ALL = 0;

  private final LabLoop loop;
  private final Recorder recorder;
  private final long mediaNanos;
  private final Map<Owner, Set<Job>> jobs = new LinkedHashMap<>();
  private final Map<Integer, Long> slowWriteNanos = new HashMap<>();
  private final Set<Integer> hanging = new HashSet<>();

  MediaQueue(LabLoop loop, Recorder recorder, long mediaMicros) {
    this.loop = loop;
    this.recorder = recorder;
    this.mediaNanos = TimeUnit.MICROSECONDS.toNanos(mediaMicros);
  }

  /** Makes the commands that reach media from now on slow, hang, or normal. */
  void apply(Fault.OnBackEnd fault) {
    switch (fault) {
      case Fault.SlowWrite slow ->
          slowWriteNanos.put(slow.controller(), TimeUnit.MILLISECONDS.toNanos(slow.takesMillis()));
      case Fault.SlowWriteOff off -> {
        slowWriteNanos.remove(off.controller());
        if (off.controller() == ALL) {
          slowWriteNanos.clear();
        }
      }
      case Fault.Hang hang -> hanging.add(hang.controller());
      case Fault.HangOff off -> {
        hanging.remove(off.controller());
        if (off.controller() == ALL) {
          hanging.clear();
        }
        resume();
      }
    }
  }

  private void resume() {
    jobs.values().stream()
        .flatMap(Set::stream)
        .filter(job -> job.end == null && !hangs(job.controller.cntlid()))
        .toList()
        .forEach(job -> job.start(mediaNanos));
  }

  private boolean hangs(int cntlid) {
    return hanging.contains(ALL) || hanging.contains(cntlid);
  }

  private long takesNanos(int cntlid, int opcode) {
    if (hangs(cntlid)) {
      return HANGS;
    }
    if (opcode != Opcode.Nvm.WRITE.code()) {
      return mediaNanos;
    }
    @Nullable Long slow = slowWriteNanos.get(cntlid);
    return slow != null ? slow : slowWriteNanos.getOrDefault(ALL, mediaNanos);
  }

  /**
   * Passes a command with all its data to media, and completes it when it has taken effect.
   *
   * @param namespace the namespace of the command; null for a Flush of all namespaces
   */
  void submit(Owner controller, ReceivedCommand command, @Nullable Namespace namespace) {
    long takesNanos = takesNanos(controller.cntlid(), command.opcode());
    Cause executing =
        recorder.record(
            controller.lane(),
            command.arrival(),
            new CommandEvent.Executing(
                command.qid(),
                command.cid(),
                command.opcode(),
                command.lba(),
                command.blocks(),
                takesNanos));
    Job job = new Job(controller, command, namespace, executing);
    jobs.computeIfAbsent(controller, _ -> new LinkedHashSet<>()).add(job);
    if (takesNanos != HANGS) {
      job.start(takesNanos);
    }
  }

  /** Returns the number of commands of a controller at media. */
  int atMedia(Owner controller) {
    return jobs.getOrDefault(controller, Set.of()).size();
  }

  /**
   * Revokes the commands of a controller at media, except those that are taking effect. The
   * controller is notified when those have ended.
   *
   * @return the number of revoked commands; the controller is not notified if its back end is
   *     already quiet
   */
  int revoke(Owner controller, String reason, Cause cause) {
    Set<Job> all = jobs.getOrDefault(controller, Set.of());
    List<Job> revoked = all.stream().filter(job -> !job.isTakingEffect).toList();
    revoked.forEach(all::remove);
    if (all.isEmpty()) {
      jobs.remove(controller);
    }
    for (Job job : revoked) {
      ReceivedCommand command = job.command;
      job.drop();
      recorder.record(
          controller.lane(),
          cause,
          new CommandEvent.Revoked(
              command.qid(),
              command.cid(),
              command.opcode(),
              command.lba(),
              command.blocks(),
              reason));
    }
    return revoked.size();
  }

  /** Drops all commands without recording it, because the target is being closed. */
  void close() {
    jobs.values().stream().flatMap(Set::stream).forEach(Job::drop);
    jobs.clear();
  }

  /** A command at media. */
  private final class Job {
    private final Owner controller;
    private final ReceivedCommand command;
    private final @Nullable Namespace namespace;
    private final Cause executing;
    private @Nullable Future<?> end;
    private boolean isTakingEffect;
    private boolean isDropped;

    Job(Owner controller, ReceivedCommand command, @Nullable Namespace namespace, Cause executing) {
      this.controller = controller;
      this.command = command;
      this.namespace = namespace;
      this.executing = executing;
    }

    void start(long takesNanos) {
      end = loop.schedule(takesNanos, this::execute);
    }

    /** Executes the command after its latency. From now on it cannot be revoked. */
    private void execute() {
      isTakingEffect = true;
      boolean reads = command.opcode() == Opcode.Nvm.READ.code();
      if (namespace == null) {
        executed(Status.SUCCESS, null);
      } else if (command.blocks() == 0) {
        namespace.data().flush(status -> executed(status, null));
      } else if (reads) {
        namespace.data().read(command.lba(), command.blocks(), this::executed);
      } else {
        boolean stable = BlockRequest.of(command.command()).fua();
        namespace
            .data()
            .write(command.lba(), command.data(), stable, status -> executed(status, null));
      }
    }

    private void executed(Status status, @Nullable ByteBuf read) {
      if (isDropped) {
        ReferenceCountUtil.release(read);
        command.release();
        return;
      }
      Set<Job> others = jobs.getOrDefault(controller, Set.of());
      others.remove(this);
      Cause executed =
          recorder.record(
              controller.lane(),
              executing,
              new CommandEvent.Executed(
                  command.qid(),
                  command.cid(),
                  command.opcode(),
                  command.lba(),
                  command.blocks(),
                  status.field()));
      command.release();
      if (read == null || !status.isSuccess()) {
        command.answer(status, executed);
      } else {
        command.answerData(read, executed);
      }
      controller.executed();
      if (others.isEmpty()) {
        jobs.remove(controller, others);
        controller.mediaQuiet(executed);
      }
    }

    /** Drops the command, but keeps its data while it is taking effect. */
    void drop() {
      isDropped = true;
      if (end != null) {
        end.cancel(false);
      }
      if (!isTakingEffect) {
        command.release();
      }
    }
  }
}
