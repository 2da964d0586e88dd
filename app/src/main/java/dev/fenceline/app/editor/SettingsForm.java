package dev.fenceline.app.editor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.app.feature.Tip;
import dev.fenceline.scenario.setting.SettingField;
import dev.fenceline.scenario.setting.SettingTable;
import dev.fenceline.scenario.setting.SettingType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The fields of a scenario, made from the descriptions of its settings. */
final class SettingsForm extends VBox {
  private static final double GAP = 10;
  private static final double CELL_WIDTH = 176;
  private static final int CELL_CHARACTERS = 23;
  private static final double CELLS_MAX = 3;
  private static final double TIP_WIDTH = 340;
  private static final double WRAP_WIDTH = 800;
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EditorViewModel model;
  private final Map<String, Control> fields = new HashMap<>();

  SettingsForm(EditorViewModel model) {
    super(GAP);
    this.model = model;
    getStyleClass().add("editor-form");
  }

  /** Shows the fields that the scenario has now. */
  void fill(SettingTable table) {
    fields.clear();
    getChildren().clear();
    ObjectNode json = model.json();
    FlowPane about = new FlowPane(GAP, GAP);
    for (SettingField field : table.fields()) {
      if (isPlain(field.type())) {
        about.getChildren().add(cell(field, json, field.key()));
      }
    }
    getChildren().add(section("Scenario", "", about));
    for (SettingField field : table.fields()) {
      if (!isPlain(field.type())) {
        getChildren().add(section(field.key(), field.setting().about(), part(field, json)));
      }
    }
  }

  private static boolean isPlain(SettingType type) {
    return !(type instanceof SettingType.Group || type instanceof SettingType.Many);
  }

  private static VBox section(String name, String about, Node content) {
    Label title = new Label(name.toUpperCase(java.util.Locale.ROOT));
    title.getStyleClass().add("section-title");
    Label words = new Label(about);
    words.getStyleClass().add("muted");
    return new VBox(GAP / 2, new HBox(GAP, title, words), content);
  }

  private Node part(SettingField field, ObjectNode owner) {
    return switch (field.type()) {
      case SettingType.Group group ->
          fields(SettingTable.of(group.type()), owner.withObject("/" + field.key()), field.key());
      case SettingType.Many many -> list(many.element(), owner.withArray(field.key()), field.key());
      default -> throw new IllegalStateException(field.key() + " is a plain setting");
    };
  }

  private VBox fields(SettingTable table, ObjectNode json, String place) {
    FlowPane cells = new FlowPane(GAP, GAP);
    cells.setPrefWrapLength(WRAP_WIDTH);
    VBox all = new VBox(GAP);
    for (SettingField field : table.fields()) {
      String at = place + "." + field.key();
      switch (field.type()) {
        case SettingType.Family family -> {
          cells.getChildren().add(choice(family, json, place));
          SettingTable member = SettingTable.members(family.type()).get(word(family, json));
          if (member != null) {
            member
                .fields()
                .forEach(
                    each -> cells.getChildren().add(cell(each, json, place + "." + each.key())));
          }
        }
        case SettingType.Group group ->
            all.getChildren()
                .add(
                    section(
                        field.key(),
                        field.setting().about(),
                        fields(
                            SettingTable.of(group.type()),
                            json.withObject("/" + field.key()),
                            at)));
        case SettingType.Many many ->
            all.getChildren()
                .add(
                    section(
                        field.key(),
                        field.setting().about(),
                        list(many.element(), json.withArray(field.key()), at)));
        default -> cells.getChildren().add(cell(field, json, at));
      }
    }
    if (!cells.getChildren().isEmpty()) {
      all.getChildren().addFirst(cells);
    }
    return all;
  }

  private static String word(SettingType.Family family, ObjectNode json) {
    return json.path(family.key()).asText();
  }

  /** Returns the choice of what an element of a list is. */
  private VBox choice(SettingType.Family family, ObjectNode json, String place) {
    ComboBox<String> choice = new ComboBox<>();
    choice.getItems().setAll(SettingTable.members(family.type()).keySet());
    choice.setValue(word(family, json));
    choice
        .valueProperty()
        .subscribe((_, now) -> {
          json.put(family.key(), now);
          model.reshaped();
        });
    return named(family.key(), "what it is", choice, place + "." + family.key());
  }

  private VBox list(SettingType element, ArrayNode elements, String place) {
    VBox list = new VBox(GAP / 2);
    for (int i = 0; i < elements.size(); i++) {
      list.getChildren().add(element(element, elements, i, place + "[" + i + "]"));
    }
    list.getChildren().add(adding(element, elements));
    return list;
  }

  private HBox element(SettingType type, ArrayNode elements, int i, String place) {
    Node content =
        switch (type) {
          case SettingType.Group group when elements.get(i) instanceof ObjectNode object ->
              fields(SettingTable.of(group.type()), object, place);
          case SettingType.Family family when elements.get(i) instanceof ObjectNode object ->
              alone(family, object, place);
          default -> new Label(elements.get(i).asText());
        };
    Button remove = new Button("Remove");
    remove.getStyleClass().add("flat");
    remove.setAccessibleText("Remove " + place);
    remove.setMinWidth(Region.USE_PREF_SIZE);
    remove.setOnAction(_ -> {
      elements.remove(i);
      model.reshaped();
    });
    HBox.setHgrow(content, Priority.ALWAYS);
    HBox row = new HBox(GAP, content, remove);
    row.getStyleClass().add("editor-element");
    return row;
  }

  private FlowPane alone(SettingType.Family family, ObjectNode json, String place) {
    FlowPane cells = new FlowPane(GAP, GAP, choice(family, json, place));
    cells.setPrefWrapLength(WRAP_WIDTH);
    SettingTable member = SettingTable.members(family.type()).get(word(family, json));
    if (member != null) {
      member
          .fields()
          .forEach(each -> cells.getChildren().add(cell(each, json, place + "." + each.key())));
    }
    return cells;
  }

  /** Returns what adds an element, of a kind that is chosen if there are several. */
  private Node adding(SettingType type, ArrayNode elements) {
    if (!(type instanceof SettingType.Family family)) {
      Button add = new Button("Add");
      add.setOnAction(_ -> add(type, elements));
      return add;
    }
    MenuButton add = new MenuButton("Add");
    for (String kind : SettingTable.members(family.type()).keySet()) {
      MenuItem item = new MenuItem(kind);
      item.setOnAction(_ -> {
        elements.addObject().put(family.key(), kind);
        model.reshaped();
      });
      add.getItems().add(item);
    }
    return add;
  }

  private void add(SettingType type, ArrayNode elements) {
    if (type instanceof SettingType.Word word) {
      elements.add(word.words().getFirst());
    } else {
      elements.addObject();
    }
    model.reshaped();
  }

  private VBox cell(SettingField field, ObjectNode owner, String place) {
    String key = field.key();
    @Nullable JsonNode now = owner.has(key) ? owner.get(key) : field.byDefault().orElse(null);
    Control control =
        switch (field.type()) {
          case SettingType.Flag _ -> flag(owner, key, now != null && now.asBoolean());
          case SettingType.Word word -> word(owner, key, word, now);
          default -> text(owner, field, now);
        };
    String range = field.type().values().map(it -> ". Range: " + it).orElse("");
    VBox cell = named(key, field.setting().about() + range, control, place);
    if (control instanceof TextField text) {
      cell.setPrefWidth(width(text.getLength()));
    }
    return cell;
  }

  /** Returns the width of as many cells as a text fills, up to a limit. */
  private static double width(int characters) {
    double cells = Math.ceil((double) characters / CELL_CHARACTERS);
    double all = Math.clamp(cells, 1, CELLS_MAX);
    return all * CELL_WIDTH + (all - 1) * GAP;
  }

  private VBox named(String key, String about, Control control, String place) {
    Label name = new Label(key);
    name.getStyleClass().add("field-name");
    name.setLabelFor(control);
    name.setTooltip(
        Tip.wrapped(Character.toUpperCase(about.charAt(0)) + about.substring(1), TIP_WIDTH));
    control.setAccessibleText(place + ": " + about);
    control.setId("editor-" + place);
    control.setMaxWidth(Double.MAX_VALUE);
    fields.put(place, control);
    VBox cell = new VBox(2, name, control);
    cell.setPrefWidth(CELL_WIDTH);
    return cell;
  }

  private CheckBox flag(ObjectNode owner, String key, boolean isOn) {
    CheckBox box = new CheckBox("on");
    box.setSelected(isOn);
    box.selectedProperty()
        .subscribe((_, now) -> {
          owner.put(key, now);
          model.changed();
        });
    return box;
  }

  private ComboBox<String> word(
      ObjectNode owner, String key, SettingType.Word word, @Nullable JsonNode now) {
    ComboBox<String> choice = new ComboBox<>();
    choice.getItems().setAll(word.words());
    choice.setValue(now == null ? null : now.asText());
    choice
        .valueProperty()
        .subscribe((_, chosen) -> {
          owner.put(key, chosen);
          model.changed();
        });
    return choice;
  }

  private TextField text(ObjectNode owner, SettingField field, @Nullable JsonNode now) {
    TextField text =
        new TextField(now == null ? "" : now.isTextual() ? now.asText() : now.toString());
    text.textProperty()
        .subscribe((_, typed) -> {
          write(owner, field, typed);
          model.changed();
        });
    return text;
  }

  /** Writes what the user has typed; what is not a number stays text, which the check refuses. */
  private static void write(ObjectNode owner, SettingField field, String typed) {
    String key = field.key();
    if (typed.isBlank() && (field.isOptional() || field.byDefault().isPresent())) {
      owner.remove(key);
    } else if (field.type() instanceof SettingType.WholeNumber
        && typed.strip().matches("-?\\d{1,18}")) {
      owner.put(key, Long.parseLong(typed.strip()));
    } else if (field.type() instanceof SettingType.Fields) {
      owner.set(key, conditions(typed));
    } else {
      owner.put(key, typed);
    }
  }

  private static JsonNode conditions(String typed) {
    try {
      return JSON.readTree(typed);
    } catch (JsonProcessingException unfinished) {
      return JSON.getNodeFactory().textNode(typed);
    }
  }

  /** Marks the fields in which something is wrong. */
  void mark(List<String> places) {
    fields.forEach(
        (place, control) -> control.pseudoClassStateChanged(WRONG, places.contains(place)));
  }

  /** Gives the focus to the field at a place, or to the first one within it. */
  void show(String place) {
    fields.entrySet().stream()
        .filter(each -> each.getKey().startsWith(place))
        .min(Map.Entry.comparingByKey())
        .ifPresent(each -> each.getValue().requestFocus());
  }
}
