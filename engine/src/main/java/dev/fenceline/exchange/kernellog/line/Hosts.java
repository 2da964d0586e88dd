package dev.fenceline.exchange.kernellog.line;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the host of a line in the text before its message. */
final class Hosts {
  /** Syslog and journal: the host, then the name of the program. */
  private static final Pattern BEFORE_KERNEL =
      Pattern.compile(
          "(?<![\\w.:+-])(?<host>[A-Za-z0-9][\\w.-]*) (?:kernel(?:\\[\\d+])?:|kernel - )");

  /** The forms of tools that run a command on many hosts, or show the logs of many. */
  private static final Pattern AT_START =
      Pattern.compile(
          "^(?:\\[pod/(?<pod>[^/\\]]+)[^\\]]*]|(?<host>[A-Za-z0-9][\\w.-]*)(?:: | +\\| ?|\\| ))");

  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Set<String> NO_HOSTS =
      Set.of(
          "kern", "user", "daemon", "syslog", "auth", "kernel", "dmesg", "emerg", "alert", "crit",
          "err", "error", "warn", "warning", "notice", "info", "debug", "nvme", "block", "level",
          "log", "message", "msg", "console", "stdout", "stderr");

  private Hosts() {}

  /** Returns the host, or an empty string if the text names none. */
  static String of(String head) {
    Matcher matcher = BEFORE_KERNEL.matcher(head);
    if (matcher.find()) {
      return valid(matcher.group("host"));
    }
    matcher = AT_START.matcher(head);
    if (!matcher.find()) {
      return "";
    }
    String pod = matcher.group("pod");
    return pod != null ? pod : valid(matcher.group("host"));
  }

  private static String valid(String host) {
    boolean isNone =
        NO_HOSTS.contains(host.toLowerCase(Locale.ROOT)) || NUMBER.matcher(host).matches();
    return isNone ? "" : host;
  }
}
