package dev.fenceline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about scenario files says of each setting what the setting says of itself. */
class SettingsPageTest {
  private static final Path PAGE = Path.of("../assets/README.md");
  private static final String ANEW =
      "mvn -q -pl engine test -Dtest=SettingsPageTest -Dfenceline.pages=write";

  private final SettingsPage settings = new SettingsPage();

  @Test
  void thePageIsCurrent() throws IOException {
    String page = Files.readString(PAGE);
    String renewed = settings.renewed(page);
    if (System.getProperty("fenceline.pages", "").equals("write")) {
      Files.writeString(PAGE, renewed);
      return;
    }

    assertThat(page)
        .as("assets/README.md differs from the settings; this renews its tables: " + ANEW)
        .isEqualTo(renewed);
  }

  @Test
  void thePageHasEveryTable() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(settings.names())
        .allSatisfy(name -> assertThat(page).contains("<!-- settings of " + name + " -->\n| "));
  }

  @Test
  void aTableOfNothingIsRefused() {
    assertThatThrownBy(() -> settings.renewed("<!-- settings of Nothing -->\n"))
        .hasMessage("there are no settings of Nothing");
  }
}
