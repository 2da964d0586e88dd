package dev.fenceline.event.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about session files says of each kind of event what its record says of itself. */
class EventsPageTest {
  private static final Path PAGE = Path.of("../sessions/README.md");
  private static final String RENEW =
      "mvn -q -pl engine test -Dtest=EventsPageTest -Dfenceline.pages=write";

  private final EventsPage events = new EventsPage();

  @Test
  void thePageIsCurrent() throws IOException {
    String page = Files.readString(PAGE);
    String renewed = events.renewed(page);
    if (System.getProperty("fenceline.pages", "").equals("write")) {
      Files.writeString(PAGE, renewed);
      return;
    }

    assertThat(page)
        .as("sessions/README.md differs from the events; this renews its tables: " + RENEW)
        .isEqualTo(renewed);
  }

  @Test
  void thePageHasEveryKind() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(events.names())
        .allSatisfy(name -> assertThat(page).contains("<!-- events of " + name + " -->\n| "));
    assertThat(EventSchema.byName().keySet())
        .allSatisfy(kind -> assertThat(page).contains("\n| `" + kind + "` | "));
  }

  @Test
  void aTableOfNothingIsRefused() {
    assertThatThrownBy(() -> events.renewed("<!-- events of Nothing -->\n"))
        .hasMessage("there are no events of Nothing");
  }
}
