package dev.fenceline.host.controller;

import dev.fenceline.nvme.InstanceId;
import dev.fenceline.scenario.Action;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identities of a controller's current and previous instances, as far as the host knows them.
 */
final class Identities {
  private @Nullable Identity current;
  private @Nullable InstanceId former;

  /** Adds the identity that Identify reports at the start of an association. */
  void add(Identity read) {
    former = current == null ? null : current.instance();
    current = read;
  }

  /** Returns the current identity, or empty before the first Identify. */
  Optional<Identity> current() {
    return Optional.ofNullable(current);
  }

  /**
   * Returns the instance that a user names, which may not exist; empty before the first Identify.
   */
  Optional<InstanceId> named(Action.Naming naming) {
    return current().map(Identity::instance).map(instance -> named(instance, naming));
  }

  private InstanceId named(InstanceId instance, Action.Naming naming) {
    return switch (naming) {
      case CURRENT -> instance;
      case FORMER -> former == null ? instance : former;
      case WRONG_CIU ->
          new InstanceId(instance.cntlid(), InstanceId.nextCiu(instance.ciu()), instance.cirn());
      case WRONG_CIRN -> new InstanceId(instance.cntlid(), instance.ciu(), ~instance.cirn());
    };
  }
}
