package dev.fenceline.event;

import dev.fenceline.nvme.InstanceId;

/** One controller instance at the target, on its own lane. */
public sealed interface InstanceEvent extends Detail {
  /** A host's admin Connect made it; {@code port} is the number of the target port. */
  @Kind("instance-created")
  record Created(int cntlid, int port, String hostNqn, String hostId) implements InstanceEvent {}

  /** It changed state. */
  @Kind("instance-state")
  record StateChanged(InstanceState from, InstanceState to, String reason)
      implements InstanceEvent {}

  /**
   * It became ready, with a new identity.
   *
   * @param katoMillis the keep-alive timeout as applied (rounded up to KAS); 0: none
   */
  @Kind("instance-ready")
  record Ready(
      InstanceId instance, long katoMillis, long cqtMillis, int ccrLimit, boolean trafficBased)
      implements InstanceEvent {
    /** The number that tells lives of the same controller ID apart, as pictures name it. */
    public int ciu() {
      return instance.ciu();
    }
  }

  /**
   * The target notices that this instance is lost: nothing new executes from here on.
   *
   * @param reason such as keep-alive lapse, late keep alive, admin connection lost, fatal error,
   *     reset by controller 1
   * @param commandsAtMedia how many commands media still works on
   * @param quietByNanos when media will be quiet; 0: not promised
   */
  @Kind("instance-noticed")
  record Noticed(InstanceId instance, String reason, int commandsAtMedia, long quietByNanos)
      implements InstanceEvent {}

  /**
   * A surviving controller resets this one, which had not noticed its loss before; {@code source}
   * is that controller's instance.
   */
  @Kind("instance-reset-by")
  record ResetBy(InstanceId source, InstanceId impacted) implements InstanceEvent {}

  /** Its last command has left front end and back end; its controller ID is free again. */
  @Kind("instance-gone")
  record Gone(InstanceId instance, int finished, int revoked) implements InstanceEvent {}
}
