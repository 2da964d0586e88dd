package dev.fenceline.scenario.setting;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moments as users write them: {@code 14.5 s}, {@code cut}, {@code cut - 150 ms}, {@code 6 s +
 * random 1 s}.
 */
public final class MomentText {
  private static final String TIME = "\\d[\\d.]*\\s*\\p{L}*";
  private static final Pattern MOMENT =
      Pattern.compile(
          "(?:(?<time>"
              + TIME
              + ")|(?<anchor>[A-Za-z][\\w-]*?)(?:\\s*(?<sign>[+-])\\s*(?<offset>"
              + TIME
              + "))?)(?:\\s*\\+\\s*random\\s+(?<spread>"
              + TIME
              + "))?");

  private MomentText() {}

  /** Returns the form of a moment as a regular expression of JSON Schema. */
  public static String expression() {
    String time = TimeText.expression();
    return "(%s|[A-Za-z][\\w-]*(\\s*[+-]\\s*%s)?)(\\s*\\+\\s*random\\s+%s)?"
        .formatted(time, time, time);
  }

  /**
   * Reads a moment.
   *
   * @throws IllegalArgumentException with a message for the user who wrote it
   */
  public static Moment read(String text) {
    Matcher moment = MOMENT.matcher(text.strip());
    if (!moment.matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not a moment; write one such as \"14.5 s\", \"cut - 150 ms\" or"
              + " \"6 s + random 1 s\"");
    }
    String spread = moment.group("spread");
    long spreadNanos = spread == null ? 0 : TimeText.nanos(spread);
    String time = moment.group("time");
    if (time != null) {
      return new Moment(null, TimeText.nanos(time), spreadNanos);
    }
    String offset = moment.group("offset");
    long offsetNanos = offset == null ? 0 : TimeText.nanos(offset);
    return new Moment(
        moment.group("anchor"),
        "-".equals(moment.group("sign")) ? -offsetNanos : offsetNanos,
        spreadNanos);
  }

  /** Formats a moment so that {@link #read} can read it. */
  public static String of(Moment moment) {
    String spread =
        moment.spreadNanos() == 0 ? "" : " + random " + TimeText.of(moment.spreadNanos());
    String anchor = moment.anchor();
    if (anchor == null) {
      return TimeText.of(moment.offsetNanos()) + spread;
    }
    long offset = moment.offsetNanos();
    String shift = offset == 0 ? "" : (offset < 0 ? " - " : " + ") + TimeText.of(Math.abs(offset));
    return anchor + shift + spread;
  }
}
