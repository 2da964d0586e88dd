package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Setting;
import java.util.Locale;

/**
 * Something that a user does at the host, as with nvme-cli. Controllers are device names such as
 * {@code nvme4}. {@link #command} is its spelling in the record of a run.
 */
public sealed interface Action {
  /** Returns the words of the prompt, such as {@code disconnect nvme4}. */
  String command();

  /** Returns the device name of the controller that it concerns. */
  String controller();

  /** The instance of a controller that a cross-controller reset names. */
  enum Naming {
    /** The one to which the host is or was last connected. */
    CURRENT,
    /** The instance before the current one. */
    FORMER,
    /** The current one, with another CIU. */
    WRONG_CIU,
    /** The current one, with another CIRN. */
    WRONG_CIRN
  }

  /** A Cross-Controller Reset (TP8028) as an admin passthrough command. */
  @Setting(
      about =
          "a cross-controller reset of one controller is sent to another, as a passthrough command")
  record Ccr(
      @Setting(about = "the source: the device to which the command is sent") String through,
      @Setting(
              about =
                  "the device to be reset; the source itself, or another host's controller, to see"
                      + " that refused")
          String of,
      @Setting(about = "which of its instances", value = "current") Naming naming)
      implements Action {
    @Override
    public String controller() {
      return through;
    }

    @Override
    public String command() {
      String which = naming.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return "reset %s through %s%s"
          .formatted(of, through, naming == Naming.CURRENT ? "" : ", " + which);
    }
  }

  /** Shuts a controller down in an orderly way and removes it: {@code nvme disconnect}. */
  @Setting(about = "a controller is shut down and removed (nvme disconnect)")
  record Disconnect(@Setting(about = "its device name, such as nvme4") String controller)
      implements Action {
    @Override
    public String command() {
      return "disconnect " + controller;
    }
  }

  /** Creates a removed controller again: {@code nvme connect}. */
  @Setting(
      about =
          "a controller that was removed is connected again, under the same name (nvme connect)")
  record Connect(@Setting(about = "its device name, such as nvme4") String controller)
      implements Action {
    @Override
    public String command() {
      return "connect " + controller;
    }
  }

  /** Disables a controller and enables it again: {@code nvme reset}. */
  @Setting(about = "a controller is disabled and connected again (nvme reset)")
  record Reset(@Setting(about = "its device name, such as nvme4") String controller)
      implements Action {
    @Override
    public String command() {
      return "reset " + controller;
    }
  }
}
