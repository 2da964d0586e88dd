package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code fenceline discover} lists what a discovery controller reports, or why it cannot. */
@Timeout(120)
class DiscoverCommandTest {
  private static final String SELF = "fenceline discover";
  private static final String NQN = "nqn.2014-08.org.example:host";
  private static final String ID = "f37c1a5e-0000-4000-8000-000000000001";

  private static Fenceline discover(String address, String... more) {
    Object[] words = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"discover", address, "--hostnqn", NQN, "--hostid", ID}, 0, words, 0, 6);
    System.arraycopy(more, 0, words, 6, more.length);
    return fenceline(words);
  }

  @Test
  void thePathsToASubsystemAreListedAsTextAndAsJson() throws Exception {
    try (RunningFenceline serve =
        new RunningFenceline(
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--listen",
            "127.0.0.1:0",
            "--subnqn",
            "nqn.2014-08.org.example:disk")) {
      String address = serve.address();
      String port = address.substring(address.indexOf(':') + 1);

      assertThat(discover(address).isDone().out())
          .startsWith("nqn.2014-08.org.example:disk\n")
          .contains("  127.0.0.1:" + port + " ", "tcp", "subsystem");
      assertThat(discover(address, "--json").isDone().printsJson("discovery").out())
          .contains("\"kind\" : \"subsystem\"", "\"service\" : \"" + port + "\"");
    }
  }

  @Test
  void anAddressMustBeGivenAndOnlyKnownOptionsAreTaken() {
    fenceline("discover").isWrongUsage(SELF, "Missing required parameter", "HOST:PORT");
    discover("127.0.0.1:1", "--xml").isWrongUsage(SELF, "Unknown option: '--xml'");
    discover("127.0.0.1:1", "127.0.0.1:2").isWrongUsage(SELF, "Unmatched argument");
  }

  @Test
  void aWrongValueIsNamedWithWhatIsExpected() {
    discover("there").isBadInput("\"there\" is not an address: expected HOST:PORT");
    fenceline("discover", "127.0.0.1:1", "--hostnqn", NQN, "--hostid", "mine")
        .isBadInput("host ID \"mine\": expected a UUID");
    fenceline("discover", "127.0.0.1:1", "--hostnqn", "mine", "--hostid", ID)
        .isBadInput("\"mine\" is not an NQN: expected nqn.YYYY-MM.DOMAIN:NAME");
  }

  @Test
  void withoutAConnectionItEndsWith3() {
    discover("127.0.0.1:1").failed("no discovery at 127.0.0.1:1", "Connection refused");
    discover("there.invalid:4420").failed("there.invalid: there is no such host");
  }
}
