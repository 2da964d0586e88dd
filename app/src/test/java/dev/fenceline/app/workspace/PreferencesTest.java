package dev.fenceline.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.Preferences.Appearance;
import dev.fenceline.swimlane.picture.ExtraLanes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
  @TempDir private Path folder;

  @Test
  void whatIsSavedIsThereAgain() throws IOException {
    Path file = folder.resolve("deep/preferences.properties");
    Preferences before = Preferences.load(file);
    before.appearance().set(Appearance.LIGHT);
    before.elastic().set(false);
    before.places().set(true);
    before.picturesWithMetrics().set(true);
    before.remember(folder.resolve("a.fenceline"));
    before.remember(folder.resolve("b.fenceline"));
    Preferences.save(before.snapshot(), file);

    Preferences after = Preferences.load(file);
    assertThat(after.appearance().get()).isEqualTo(Appearance.LIGHT);
    assertThat(after.elastic().get()).isFalse();
    assertThat(after.extraLanes()).containsExactly(ExtraLanes.PLACES);
    assertThat(after.picturesWithMetrics().get()).isTrue();
    assertThat(after.recent())
        .containsExactly(folder.resolve("b.fenceline"), folder.resolve("a.fenceline"));
  }

  @Test
  void whereSomethingWasWrittenIsNotWhereSomethingWasOpened() throws IOException {
    Path file = folder.resolve("preferences.properties");
    Preferences first = Preferences.load(file);
    first.remember(folder.resolve("opened").resolve("a.fenceline"));
    assertThat(first.writtenTo()).isEmpty();
    first.rememberWritten(folder.resolve("exports").resolve("a.svg"));
    Preferences.save(first.snapshot(), file);
    assertThat(Preferences.load(file).writtenTo())
        .contains(folder.resolve("exports").toAbsolutePath());
  }

  @Test
  void theWindowOpensWhereItWasClosed() throws IOException {
    Path file = folder.resolve("preferences.properties");
    Preferences before = Preferences.load(file);
    assertThat(before.frame()).isEmpty();
    WindowFrame frame = new WindowFrame(-1280, 40, 1100, 720, true);
    before.rememberFrame(frame);
    Preferences.save(before.snapshot(), file);
    assertThat(Preferences.load(file).frame()).contains(frame);
    Files.writeString(file, "window=everywhere");
    assertThat(Preferences.load(file).frame()).isEmpty();
  }

  @Test
  void aDamagedFileGivesTheDefaults() throws IOException {
    Path file = folder.resolve("preferences.properties");
    Files.writeString(file, "appearance=\\u00zz");
    Preferences preferences = Preferences.load(file);
    assertThat(preferences.appearance().get()).isEqualTo(Appearance.SYSTEM);
    assertThat(preferences.elastic().get()).isTrue();
    assertThat(preferences.extraLanes()).isEmpty();
  }

  @Test
  void aFileIsRememberedOnceAndTheOldestIsForgotten() {
    Preferences preferences = Preferences.load(folder.resolve("none"));
    for (int number = 0; number <= Preferences.RECENT_MAX; number++) {
      preferences.remember(folder.resolve(number + ".fenceline"));
    }
    preferences.remember(folder.resolve("5.fenceline"));
    assertThat(preferences.recent())
        .hasSize(Preferences.RECENT_MAX)
        .startsWith(folder.resolve("5.fenceline"))
        .doesNotContain(folder.resolve("0.fenceline"))
        .doesNotHaveDuplicates();
  }
}
