package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Setting;
import dev.fenceline.scenario.setting.Spelling;

/**
 * Something that is broken on purpose. {@code path} is the name of a path, {@code controller} a
 * controller ID, or 0 for all. {@link #command} is its spelling at the fault prompt.
 */
public sealed interface Fault {
  /** Returns the words of the fault prompt, such as {@code fault path B stall}. */
  String command();

  /** The directions of a path that a fault affects. */
  enum Directions {
    /** Both directions. */
    BOTH,
    /** From host to target only. */
    TO_TARGET,
    /** From target to host only. */
    TO_HOST;

    private String suffix() {
      return this == BOTH ? "" : " " + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** A fault that concerns one path. */
  sealed interface OfPath extends Fault {
    /** Returns the name of the path. */
    String path();
  }

  /** A fault of the network of one path. */
  sealed interface OnPath extends OfPath {}

  /**
   * Bytes are kept, and delivered in order when the path heals; with {@code keepBytes}, this
   * includes bytes of an endpoint that aborts.
   */
  @Setting(about = "bytes are kept and delivered later; neither side is notified")
  record Stall(
      @Setting(about = "the path's name") String path,
      @Setting(about = "which ways", value = "both") Directions directions,
      @Setting(about = "bytes of an endpoint that aborts are kept, too", value = "false")
          boolean keepBytes)
      implements OnPath {
    @Override
    public String command() {
      return "fault path "
          + path
          + " stall"
          + directions.suffix()
          + (keepBytes ? " keep-bytes" : "");
    }
  }

  /** Bytes are lost. A connection that has lost a byte never delivers again. */
  @Setting(about = "bytes are lost; a connection that lost one never delivers again")
  record BlackHole(
      @Setting(about = "the path's name") String path,
      @Setting(about = "which ways", value = "both") Directions directions)
      implements OnPath {
    @Override
    public String command() {
      return "fault path " + path + " black-hole" + directions.suffix();
    }
  }

  /** Both ends of every connection see a reset after the one-way delay. New connections work. */
  @Setting(about = "both ends of every connection see a reset")
  record Reset(@Setting(about = "the path's name") String path) implements OnPath {
    @Override
    public String command() {
      return "fault path " + path + " reset";
    }
  }

  /** Connections are reset, and new ones are refused. */
  @Setting(about = "connections are reset and new ones refused")
  record Refuse(@Setting(about = "the path's name") String path) implements OnPath {
    @Override
    public String command() {
      return "fault path " + path + " refuse";
    }
  }

  /** The one-way delay changes. */
  @Setting(about = "the one-way delay changes")
  record Delay(
      @Setting(about = "the path's name") String path,
      @Setting(about = "which ways", value = "both") Directions directions,
      @Setting(about = "the one-way delay") long delayMicros,
      @Setting(about = "by how much it varies either way", value = "0 s") long jitterMicros)
      implements OnPath {
    @Override
    public String command() {
      return "fault path %s delay %dus jitter %dus%s"
          .formatted(path, delayMicros, jitterMicros, directions.suffix());
    }
  }

  /** The path works again. */
  @Setting(about = "the path works again")
  record Heal(@Setting(about = "the path's name") String path) implements OnPath {
    @Override
    public String command() {
      return "heal path " + path;
    }
  }

  /**
   * The ANA state of the target's port of a path changes (Asymmetric Namespace Access): connections
   * stay open, and I/O is refused in an inaccessible state.
   */
  @Setting(
      about =
          "the target's port of the path reaches the namespaces otherwise (ANA); when it ends:"
              + " optimized again")
  record Ana(
      @Setting(about = "the path's name") String path,
      @Setting(about = "the ANA state") State state)
      implements OfPath {
    /** The ANA states, named as in Linux sysfs. */
    public enum State {
      OPTIMIZED,
      NON_OPTIMIZED,
      INACCESSIBLE,
      PERSISTENT_LOSS,
      CHANGE;

      /** Returns the word for the state, such as {@code non-optimized}. */
      public String word() {
        return Spelling.word(this);
      }
    }

    @Override
    public String command() {
      return "fault path " + path + " ana " + state.word();
    }
  }

  /** A fault of the target's back end. */
  sealed interface OnBackEnd extends Fault {
    /** Returns the ID of the controller concerned, or 0 for all. */
    int controller();
  }

  /** Every write that reaches media from now on takes this long, until the fault ends. */
  @Setting(about = "every write that reaches media from then on takes this long")
  record SlowWrite(
      @Setting(about = "a controller ID; 0: all", value = "0") int controller,
      @Setting(about = "how long a slow write takes", max = "1 h", set = "slow-write", rank = 9)
          long takesMillis)
      implements OnBackEnd {
    @Override
    public String command() {
      return "slow-write "
          + takesMillis
          + "ms"
          + (controller == 0 ? "" : " controller " + controller);
    }
  }

  /** Writes have their normal speed again from now on. */
  @Setting(about = "writes are as fast as ever from then on")
  record SlowWriteOff(@Setting(about = "a controller ID; 0: all", value = "0") int controller)
      implements OnBackEnd {
    @Override
    public String command() {
      return "slow-write off" + (controller == 0 ? "" : " controller " + controller);
    }
  }

  /** No command that reaches media from now on ends until the fault ends. */
  @Setting(about = "nothing that reaches media from then on ends")
  record Hang(@Setting(about = "a controller ID; 0: all", value = "0") int controller)
      implements OnBackEnd {
    @Override
    public String command() {
      return "hang on" + (controller == 0 ? "" : " controller " + controller);
    }
  }

  /** Hanging commands continue. */
  @Setting(about = "what hangs continues")
  record HangOff(@Setting(about = "a controller ID; 0: all", value = "0") int controller)
      implements OnBackEnd {
    @Override
    public String command() {
      return "hang off" + (controller == 0 ? "" : " controller " + controller);
    }
  }
}
