package dev.fenceline.app.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.app.TestWorkspace;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioProblems;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.setting.SettingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorViewModelTest {
  private final TestWorkspace test = new TestWorkspace();
  private final EditorViewModel model = new EditorViewModel(test.workspace());

  @BeforeEach
  void open() {
    model.edit(ScenarioLibrary.find("ccr").orElseThrow());
  }

  @AfterEach
  void close() {
    test.close();
  }

  private Scenario scenario() {
    return Objects.requireNonNull(model.scenario().get());
  }

  private void kato(String value) {
    ((ObjectNode) model.json().get("host")).put("kato", value);
    model.changed();
  }

  @Test
  void whatIsSavedIsTheSameWhenItIsOpenedAgain(@TempDir Path folder) throws IOException {
    model.addFault("reset");
    kato("10 s");
    assertThat(model.source().get()).isEqualTo("Changed, not saved");
    Scenario edited = scenario();
    Path file = folder.resolve(model.fileName());
    model.save(file, () -> {});
    test.settle();
    assertThat(test.problems()).isEmpty();
    assertThat(model.source().get()).isEqualTo("As opened or saved");
    assertThat(ScenarioReader.read(file)).isEqualTo(edited);
    model.edit(ScenarioLibrary.find("baseline").orElseThrow());
    model.open(file);
    test.settle();
    assertThat(scenario()).isEqualTo(edited);
  }

  @Test
  void aFileThatIsNoScenarioLeavesWhatIsEdited(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("list.json");
    Files.writeString(file, "[]");
    model.open(file);
    test.settle();
    assertThat(test.problems()).hasSize(1);
    assertThat(scenario().id()).isEqualTo("ccr");
  }

  @Test
  void aProblemHasItsPlaceAndPreventsRunning() {
    kato("often");
    assertThat(model.isRight().get()).isFalse();
    assertThat(model.problems())
        .extracting(ScenarioProblems.Problem::place)
        .containsExactly("host.kato");
    kato("7 s");
    assertThat(scenario().host().katoMillis()).isEqualTo(7_000);
  }

  @Test
  void everyKindOfFaultThatIsAddedCanRunAtOnce() {
    for (String kind : SettingTable.members(Fault.class).keySet()) {
      model.addFault(kind);
      assertThat(model.problems()).as(kind).isEmpty();
    }
  }

  @Test
  void undoTakesBackChangesAndTheOpeningOfAnotherScenario() {
    model.addFault("reset");
    model.edit(ScenarioLibrary.find("baseline").orElseThrow());
    model.undo();
    assertThat(scenario().id()).isEqualTo("ccr");
    assertThat(scenario().faults()).hasSize(3);
    model.undo();
    assertThat(scenario()).isEqualTo(ScenarioLibrary.find("ccr").orElseThrow());
    assertThat(model.undoable().get()).isFalse();
  }
}
