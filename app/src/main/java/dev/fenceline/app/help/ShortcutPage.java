package dev.fenceline.app.help;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.PageTurning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/**
 * The sheet of all keys, by menu, with the reasons of those that do nothing now, of those while
 * presenting, and of the mouse gestures.
 */
final class ShortcutPage extends VBox {
  private static final int COLUMNS_MAX = 3;

  /** What the sheet and the window leave free at both sides of the columns, in pixels. */
  private static final double AROUND = 88;

  private static final double COLUMN_GAP = 24;
  private static final double SECTION_GAP = 16;
  private static final double NAME_WIDTH = 204;
  private static final double KEY_GAP = 8;
  private static final double KEY_WIDTH = 156;
  private static final double SECTION_WIDTH = NAME_WIDTH + KEY_GAP + KEY_WIDTH;
  private static final Insets BESIDE_BAR = new Insets(0, 16, 0, 0);
  private static final List<Gesture> PRESENTING =
      List.of(
          new Gesture("Next step or moment", "Page Down"),
          new Gesture("Step or moment before", "Page Up"),
          new Gesture("Picture back from black", "Any key"),
          new Gesture("Put the pen away, then end", "Esc"));
  private static final List<Gesture> EVERYWHERE =
      List.of(
          new Gesture("Next part of the window", "Tab"),
          new Gesture("Part before it", "Shift+Tab"),
          new Gesture("Move a divider", "Arrow keys"));
  private static final List<Gesture> OVERVIEW =
      List.of(
          new Gesture("Move the visible range", "\u2190 or \u2192"),
          new Gesture("Move its end", "Shift+\u2190 or \u2192"),
          new Gesture("Shorter or longer range", "\u2191 or \u2193"),
          new Gesture("First or last moments", "Home or End"));
  private static final List<Gesture> MOUSE =
      List.of(
          new Gesture("Select", "Click"),
          new Gesture("Zoom at the pointer", "Wheel"),
          new Gesture("Pan through time", "Drag"),
          new Gesture("Measure", "Drag on the ruler"));

  private record Gesture(String words, String how) {}

  private final Button close = new Button("Close");
  private final HBox columns = new HBox(COLUMN_GAP);
  private final List<VBox> sections = new ArrayList<>();

  /**
   * Creates the sheet.
   *
   * @param room the width that the window has, in pixels
   */
  ShortcutPage(ActionRegistry actions, Runnable done, ReadOnlyDoubleProperty room) {
    getStyleClass().addAll("page-sheet", "shortcuts");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    Label title = new Label("Keyboard shortcuts");
    title.getStyleClass().add("heading");
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    close.setOnAction(_ -> done.run());
    for (Group group : Group.values()) {
      List<UserAction> withKey =
          actions.in(group).stream().filter(action -> action.key() != null).toList();
      if (!withKey.isEmpty()) {
        sections.add(section(group.words(), keys(withKey)));
      }
    }
    sections.add(section("Everywhere", gestures(EVERYWHERE)));
    sections.add(section("On the overview", gestures(OVERVIEW)));
    sections.add(section("While presenting", gestures(PRESENTING)));
    sections.add(section("Mouse on the lanes", gestures(MOUSE)));
    columns.setPadding(BESIDE_BAR);
    close.setMinWidth(Region.USE_PREF_SIZE);
    ScrollPane scroll = new ScrollPane(columns);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    HBox head = new HBox(title, close);
    head.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().setAll(head, scroll);
    addEventHandler(KeyEvent.KEY_PRESSED, this::turn);
    room.subscribe(now -> arrange(now.doubleValue()));
  }

  /** Turns the page. The keys come here because the only control is a button. */
  private void turn(KeyEvent key) {
    switch (key.getCode()) {
      case PAGE_DOWN, DOWN -> PageTurning.turn(this, 1);
      case PAGE_UP, UP -> PageTurning.turn(this, -1);
      default -> {
        return;
      }
    }
    key.consume();
  }

  /**
   * Arranges the sections in as many columns as there is room for. The widths are fixed, so nothing
   * is measured: that would apply the styles of all rows once for each number of columns.
   */
  private void arrange(double room) {
    double inside = room - AROUND - BESIDE_BAR.getRight();
    int fitting = (int) ((inside + COLUMN_GAP) / (SECTION_WIDTH + COLUMN_GAP));
    int count = Math.clamp(fitting, 1, COLUMNS_MAX);
    if (count == columns.getChildren().size()) {
      return;
    }
    columns.getChildren().clear();
    for (int i = 0; i < count; i++) {
      columns.getChildren().add(new VBox(SECTION_GAP));
    }
    sections.forEach(this::addToShortest);
  }

  private void addToShortest(VBox section) {
    columns.getChildren().stream()
        .map(VBox.class::cast)
        .min(Comparator.comparingInt(ShortcutPage::rows))
        .orElseThrow()
        .getChildren()
        .add(section);
  }

  /** Returns how many rows a column has; the title of a section counts as two. */
  private static int rows(VBox column) {
    return column.getChildren().stream()
        .mapToInt(
            section -> ((GridPane) ((VBox) section).getChildren().getLast()).getRowCount() + 2)
        .sum();
  }

  @Override
  public void requestFocus() {
    close.requestFocus();
  }

  private static VBox section(String title, GridPane rows) {
    Label label = new Label(title.toUpperCase(Locale.ROOT));
    label.getStyleClass().add("section-title");
    return new VBox(8, label, rows);
  }

  private static GridPane keys(List<UserAction> actions) {
    GridPane rows = rows();
    for (UserAction action : actions) {
      Text name = text(action.words(), "name");
      String reason = action.whyNot().getValue();
      add(rows, reason.isEmpty() ? name : cannot(name, reason), action.keyWords().orElse(""));
    }
    return rows;
  }

  private static VBox cannot(Text name, String reason) {
    VBox both = new VBox(name, text(reason, "why"));
    both.getStyleClass().add("cannot");
    return both;
  }

  private static GridPane gestures(List<Gesture> gestures) {
    GridPane rows = rows();
    gestures.forEach(gesture -> add(rows, text(gesture.words(), "name"), gesture.how()));
    return rows;
  }

  private static GridPane rows() {
    GridPane rows = new GridPane();
    rows.setHgap(KEY_GAP);
    rows.setVgap(6);
    // Sections are grids of their own: fixed widths make their keys stand below one another.
    ColumnConstraints names = new ColumnConstraints(NAME_WIDTH);
    ColumnConstraints keys = new ColumnConstraints(KEY_WIDTH);
    rows.getColumnConstraints().setAll(names, keys);
    return rows;
  }

  /**
   * Creates a text. A label would be matched against all rules for labels, in each of many rows.
   */
  private static Text text(String words, String style) {
    Text text = new Text(words);
    text.setWrappingWidth(NAME_WIDTH);
    text.getStyleClass().add(style);
    return text;
  }

  private static void add(GridPane rows, Node name, String key) {
    Text words = new Text(key);
    words.getStyleClass().add("key-text");
    StackPane cap = new StackPane(words);
    cap.getStyleClass().add("key");
    cap.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    GridPane.setValignment(cap, VPos.TOP);
    rows.addRow(rows.getRowCount(), name, cap);
  }
}
