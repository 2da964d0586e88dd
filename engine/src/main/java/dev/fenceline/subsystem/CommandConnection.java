package dev.fenceline.subsystem;

import dev.fenceline.event.Cause;
import dev.fenceline.nvme.ConnectRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connection on which a command arrived, as the classes that execute commands see it. */
interface CommandConnection {
  /** Returns the number of the target port. */
  int port();

  /** Returns the controller; null before a Connect has succeeded. */
  @Nullable TargetController controller();

  /** Makes this connection a queue of a controller, after a Connect has succeeded. */
  void connect(TargetController toController, ConnectRequest request, Cause cause);

  /**
   * Fetches the data of a command.
   *
   * @param then receives the command when it has all its data
   */
  void fetch(ReceivedCommand command, int length, Consumer<ReceivedCommand> then);

  /**
   * Ends the queue, as its host requests with this Disconnect command. Commands that wait for their
   * data end without effect, and the Disconnect completes after all others.
   */
  void disconnect(ReceivedCommand command);
}
