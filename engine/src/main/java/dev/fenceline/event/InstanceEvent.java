package dev.fenceline.event;

import dev.fenceline.nvme.InstanceId;

/** One controller instance at the target, on its own lane. */
public sealed interface InstanceEvent extends Detail {
  /**
   * An admin Connect of a host created the instance; {@code port} is the number of the target port.
   */
  @Kind("instance-created")
  record Created(int cntlid, int port, String hostNqn, String hostId) implements InstanceEvent {}

  /** The instance changed state. */
  @Kind("instance-state")
  record StateChanged(InstanceState from, InstanceState to, String reason)
      implements InstanceEvent {}

  /**
   * The instance became ready, with a new identity.
   *
   * @param katoMillis the keep-alive timeout as applied (rounded up to KAS); 0 if there is none
   */
  @Kind("instance-ready")
  record Ready(
      InstanceId instance, long katoMillis, long cqtMillis, int ccrLimit, boolean trafficBased)
      implements InstanceEvent {
    /** Returns the CIU, which distinguishes instances with the same controller ID in pictures. */
    public int ciu() {
      return instance.ciu();
    }
  }

  /**
   * The target detects that this instance is lost. From now on no further command starts to
   * execute.
   *
   * @param reason such as keep-alive lapse, late keep alive, admin connection lost, fatal error,
   *     reset by controller 1
   * @param commandsAtMedia number of commands that media is still executing
   * @param quietByNanos the time at which media has finished them; 0 if it is not known in advance
   */
  @Kind("instance-noticed")
  record Noticed(InstanceId instance, String reason, int commandsAtMedia, long quietByNanos)
      implements InstanceEvent {}

  /**
   * A surviving controller, whose instance is {@code source}, resets this one, which had not
   * detected its loss before.
   */
  @Kind("instance-reset-by")
  record ResetBy(InstanceId source, InstanceId impacted) implements InstanceEvent {}

  /**
   * The last command of the instance has left front end and back end; its controller ID is free
   * again.
   */
  @Kind("instance-gone")
  record Gone(InstanceId instance, int finished, int revoked) implements InstanceEvent {}
}
