package dev.fenceline.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.value.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about checks has each rule with the sentence that the rule says of itself. */
class RulesPageTest {
  private static final Path PAGE = Path.of("src/main/java/dev/fenceline/verify/README.md");
  private static final String RENEW =
      "mvn -q -pl engine test -Dtest=RulesPageTest -Dfenceline.pages=write";

  @Test
  void thePageIsCurrent() throws IOException {
    String page = Files.readString(PAGE);
    String renewed = RulesPage.renewed(page);
    if (System.getProperty("fenceline.pages", "").equals("write")) {
      Files.writeString(PAGE, renewed);
      return;
    }

    assertThat(page)
        .as("verify/README.md differs from the rules; this renews its tables: " + RENEW)
        .isEqualTo(renewed);
  }

  @Test
  void thePageHasEveryRule() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(Rule.all())
        .allSatisfy(rule -> assertThat(page).contains("\n| `" + rule.code() + "` | "));
  }

  @Test
  void aTableOfNothingIsRefused() {
    assertThatThrownBy(() -> RulesPage.renewed("<!-- rules of Nothing -->\n"))
        .hasMessage("there are no rules of Nothing");
  }
}
