package dev.fenceline.target;

import dev.fenceline.nvme.ConnectRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a command came in, as those who execute commands know it. */
interface FrontEnd {
  /** The number of the target port. */
  int port();

  /** Its controller, once a Connect has succeeded. */
  @Nullable TargetController controller();

  /** A Connect succeeded: from now on this is a queue of a controller. */
  void connect(TargetController toController, ConnectRequest request, long cause);

  /**
   * Fetches the data of a command.
   *
   * @param then is given the command once it has all of it
   */
  void fetch(ReceivedCommand command, int length, Consumer<ReceivedCommand> then);

  /**
   * Ends the queue in order, as its host asks by this command: what waits for its data has no
   * effect any more, and the command is answered when all others are.
   */
  void disconnect(ReceivedCommand command);
}
