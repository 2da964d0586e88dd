package dev.fenceline.exchange.redaction;

import dev.fenceline.nvme.Nqn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in place of each identifier. The same identifier always gets the same substitute, so
 * that a reader can still tell one host or path from another. Substitutes have the form of what
 * they replace: addresses are those that RFC 5737, RFC 3849 and RFC 7042 reserve for documentation,
 * and RFC 2544 for tests.
 */
final class Substitutes {
  private static final String HEX = "[0-9A-Fa-f]";

  /** An NQN ends where the text that quotes it goes on. */
  private static final Pattern NQN =
      Pattern.compile("nqn\\.[0-9]{4}-[0-9]{2}\\.[^\\s\"'`,;<>()\\[\\]{}\\\\]{1,223}");

  private static final Pattern UUID =
      Pattern.compile(
          "(?<![0-9A-Za-z])(?:%1$s{8}-%1$s{4}-%1$s{4}-%1$s{4}-%1$s{12}|%1$s{32})(?![0-9A-Za-z])"
              .formatted(HEX));

  private static final Pattern IPV4 =
      Pattern.compile("(?<![0-9A-Za-z.])(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?![0-9A-Za-z]|\\.[0-9])");

  /** Digits with colons; {@link #isAddress} tells addresses from times. */
  private static final Pattern COLONS =
      Pattern.compile("(?<![0-9A-Za-z:.])(?=[0-9A-Fa-f]*:)[0-9A-Fa-f:]{2,39}(?![0-9A-Za-z:])");

  private static final int IPV6_COLONS = 7;
  private static final int MAC_COLONS = 5;
  private static final int MAC_LENGTH = 17;
  private static final int HOSTS_IN_NET = 254;
  private static final int BYTE_MAX = 255;
  private static final Pattern DOT = Pattern.compile("\\.");

  /** Ends of sentences, which an NQN in a text may seem to have. */
  private static final Pattern END = Pattern.compile("[.:]+$");

  private final Map<String, String> nqns = new LinkedHashMap<>();
  private final Map<String, String> uuids = new LinkedHashMap<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<Pattern> namePatterns = new ArrayList<>();

  /** Replaces a host name from now on. */
  void name(String host) {
    if (!host.isBlank() && !names.containsKey(host)) {
      names.put(host, "host" + (names.size() + 1));
      namePatterns.add(
          Pattern.compile("(?<![0-9A-Za-z_-])" + Pattern.quote(host) + "(?![0-9A-Za-z_-])"));
    }
  }

  /** Returns a text with substitutes for all identifiers in it. */
  String in(String text) {
    String result = replaced(NQN, text, this::nqn);
    result = replaced(UUID, result, match -> substitute(uuids, match, Substitutes::uuid));
    result = replaced(IPV4, result, this::ipv4);
    result = replaced(COLONS, result, this::colons);
    for (Pattern name : namePatterns) {
      result = replaced(name, result, match -> names.getOrDefault(match, match));
    }
    return result;
  }

  private static String replaced(Pattern pattern, String text, Function<String, String> by) {
    return pattern
        .matcher(text)
        .replaceAll((MatchResult match) -> Matcher.quoteReplacement(by.apply(match.group())));
  }

  private static String substitute(
      Map<String, String> known, String identifier, IntFunction<String> make) {
    return known.computeIfAbsent(
        identifier.toLowerCase(Locale.ROOT), _ -> make.apply(known.size() + 1));
  }

  private String nqn(String match) {
    String end = match.substring(END.matcher(match).replaceFirst("").length());
    String nqn = match.substring(0, match.length() - end.length());
    return nqn.equals(Nqn.DISCOVERY.toString())
        ? match
        : substitute(nqns, nqn, number -> "nqn.2014-08.org.example:redacted-" + number) + end;
  }

  private static String uuid(int number) {
    return String.format(Locale.ROOT, "00000000-0000-4000-8000-%012x", number);
  }

  private String ipv4(String match) {
    return DOT.splitAsStream(match).mapToInt(Integer::parseInt).max().orElse(0) > BYTE_MAX
        ? match
        : substitute(addresses, match, Substitutes::documentationAddress);
  }

  private static String documentationAddress(int number) {
    int net = (number - 1) / HOSTS_IN_NET;
    int host = (number - 1) % HOSTS_IN_NET + 1;
    return net == 0 ? "192.0.2." + host : "198.18.%d.%d".formatted(net % 256, host);
  }

  private String colons(String match) {
    if (isMac(match)) {
      return substitute(
          addresses,
          match,
          number -> String.format(Locale.ROOT, "00:00:5e:00:53:%02x", number % 256));
    }
    return isAddress(match)
        ? substitute(addresses, match, number -> String.format(Locale.ROOT, "2001:db8::%x", number))
        : match;
  }

  private static boolean isMac(String match) {
    return colonsIn(match) == MAC_COLONS && match.length() == MAC_LENGTH && !match.contains("::");
  }

  /** Reports whether digits with colons are an IPv6 address: times have fewer colons. */
  private static boolean isAddress(String match) {
    boolean isShort = match.contains("::") && match.length() > "::".length();
    return isShort || colonsIn(match) == IPV6_COLONS;
  }

  private static long colonsIn(String match) {
    return match.chars().filter(character -> character == ':').count();
  }

  int nqnCount() {
    return nqns.size();
  }

  int addressCount() {
    return addresses.size();
  }

  int uuidCount() {
    return uuids.size();
  }

  int nameCount() {
    return names.size();
  }
}
