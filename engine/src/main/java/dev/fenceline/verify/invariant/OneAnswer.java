package dev.fenceline.verify.invariant;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** T8. A Connect arrives on the subsystem's lane, before there is a controller. */
public final class OneAnswer implements Invariant {
  private record Queue(Lane lane, int qid) {}

  private final Map<Queue, Set<Integer>> unanswered = new HashMap<>();
  private final Set<Queue> closed = new HashSet<>();

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.T8;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        CommandEvent.Received.class,
        CommandEvent.Answered.class,
        ConnectionEvent.QueueConnected.class,
        ConnectionEvent.QueueClosed.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    if (event.lane().group() != Lane.Group.TARGET || event.lane().equals(Lane.SUBSYSTEM)) {
      return null;
    }
    switch (event.detail()) {
      case ConnectionEvent.QueueConnected it -> connected(new Queue(event.lane(), it.qid()));
      case ConnectionEvent.QueueClosed it -> {
        unanswered.remove(new Queue(event.lane(), it.qid()));
        closed.add(new Queue(event.lane(), it.qid()));
      }
      case CommandEvent.Received it -> of(new Queue(event.lane(), it.qid())).add(it.cid());
      case CommandEvent.Answered it -> {
        return answered(event, it);
      }
      default -> {}
    }
    return null;
  }

  private Set<Integer> of(Queue queue) {
    return unanswered.computeIfAbsent(queue, _ -> new HashSet<>());
  }

  /** Notes that the next answer is to the queue's Connect. */
  private void connected(Queue queue) {
    closed.remove(queue);
    unanswered.put(queue, new HashSet<>(Set.of(CONNECT)));
  }

  private static final int CONNECT = -1;

  private @Nullable Breach answered(Event event, CommandEvent.Answered answered) {
    Queue queue = new Queue(event.lane(), answered.qid());
    if (closed.contains(queue)) {
      return Breach.by(
          event,
          "Controller %s answered command %04xh on queue %d, whose connection is closed"
              .formatted(event.lane().name(), answered.cid(), answered.qid()));
    }
    Set<Integer> commands = of(queue);
    return commands.remove(answered.cid()) || commands.remove(CONNECT)
        ? null
        : Breach.by(
            event,
            "Controller %s answered command %04xh of queue %d, which waited for no answer"
                .formatted(event.lane().name(), answered.cid(), answered.qid()));
  }
}
