package dev.fenceline.scenario;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The form of an NVMe Qualified Name that a user chooses for a host or a subsystem (Base
 * specification, section on NVMe Qualified Names). Real targets do not check such names, so a name
 * that was found on a target is not checked here.
 */
public final class NqnText {
  private static final int BYTES_MAX = 223;

  /** Year and month, the domain name in reverse order, and a string that its owner chooses. */
  private static final Pattern FORM =
      Pattern.compile("nqn\\.\\d{4}-(0[1-9]|1[0-2])\\.[^\\s:.]+(\\.[^\\s:.]+)*(:\\S+)?");

  private NqnText() {}

  /**
   * Returns the name if it has the form of an NQN.
   *
   * @throws IllegalArgumentException with a message that describes the form
   */
  public static String chosen(String name) {
    if (!FORM.matcher(name).matches() || name.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      throw new IllegalArgumentException(
          ("\"%s\" is not an NQN: expected nqn.YYYY-MM.DOMAIN:NAME of at most %d bytes, such as"
                  + " nqn.2014-08.com.example:disk1")
              .formatted(name, BYTES_MAX));
    }
    return name;
  }
}
