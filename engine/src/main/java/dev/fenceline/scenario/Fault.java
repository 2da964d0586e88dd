package dev.fenceline.scenario;

/**
 * Something that is broken on purpose. {@code path} is a path's name; {@code controller} a
 * controller ID, 0 for all. {@link #command} is how the fault prompt spells it.
 */
public sealed interface Fault {
  /** The words of the fault prompt, such as {@code fault path B stall}. */
  String command();

  /** Which directions of a path a fault concerns. */
  enum Directions {
    /** Both ways. */
    BOTH,
    /** From host to target only. */
    TO_TARGET,
    /** From target to host only. */
    TO_HOST;

    private String suffix() {
      return this == BOTH ? "" : " " + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** A fault that has to do with one path. */
  sealed interface OfPath extends Fault {
    /** The path's name. */
    String path();
  }

  /** A fault of the network of one path. */
  sealed interface OnPath extends OfPath {}

  /**
   * Bytes are kept and delivered in order at healing; {@code keepBytes}: also those of an endpoint
   * that aborts.
   */
  record Stall(String path, Directions directions, boolean keepBytes) implements OnPath {
    @Override
    public String command() {
      return "fault path "
          + path
          + " stall"
          + directions.suffix()
          + (keepBytes ? " keep-bytes" : "");
    }
  }

  /** Bytes are lost; a connection that lost a byte is dead for ever. */
  record BlackHole(String path, Directions directions) implements OnPath {
    @Override
    public String command() {
      return "fault path " + path + " black-hole" + directions.suffix();
    }
  }

  /** Both ends of every connection see a reset after the one-way delay. New connections work. */
  record Reset(String path) implements OnPath {
    @Override
    public String command() {
      return "fault path " + path + " reset";
    }
  }

  /** Connections are reset and new ones refused. */
  record Refuse(String path) implements OnPath {
    @Override
    public String command() {
      return "fault path " + path + " refuse";
    }
  }

  /** The one-way delay changes. */
  record Delay(String path, Directions directions, long delayMicros, long jitterMicros)
      implements OnPath {
    @Override
    public String command() {
      return "fault path %s delay %dus jitter %dus%s"
          .formatted(path, delayMicros, jitterMicros, directions.suffix());
    }
  }

  /** The path works again. */
  record Heal(String path) implements OnPath {
    @Override
    public String command() {
      return "heal path " + path;
    }
  }

  /**
   * The target's port of a path reaches the namespaces otherwise (Asymmetric Namespace Access):
   * connections stay, I/O of an inaccessible state is refused.
   */
  record Ana(String path, State state) implements OfPath {
    /** As Linux calls it in sysfs. */
    public enum State {
      OPTIMIZED,
      NON_OPTIMIZED,
      INACCESSIBLE,
      PERSISTENT_LOSS,
      CHANGE;

      /** Such as {@code non-optimized}. */
      public String word() {
        return Shape.word(this);
      }
    }

    @Override
    public String command() {
      return "fault path " + path + " ana " + state.word();
    }
  }

  /** A fault of the target's back end. */
  sealed interface OnBackEnd extends Fault {
    /** The controller ID concerned; 0: all. */
    int controller();
  }

  /** Every write that reaches media from now on takes this long, until the fault ends. */
  record SlowWrite(int controller, long takesMillis) implements OnBackEnd {
    @Override
    public String command() {
      return "slow-write "
          + takesMillis
          + "ms"
          + (controller == 0 ? "" : " controller " + controller);
    }
  }

  /** Writes are as fast as ever from now on. */
  record SlowWriteOff(int controller) implements OnBackEnd {
    @Override
    public String command() {
      return "slow-write off" + (controller == 0 ? "" : " controller " + controller);
    }
  }

  /** Nothing that reaches media from now on ever ends, until the fault ends. */
  record Hang(int controller) implements OnBackEnd {
    @Override
    public String command() {
      return "hang on" + (controller == 0 ? "" : " controller " + controller);
    }
  }

  /** What hangs goes on. */
  record HangOff(int controller) implements OnBackEnd {
    @Override
    public String command() {
      return "hang off" + (controller == 0 ? "" : " controller " + controller);
    }
  }
}
