package dev.fenceline.app.explorer;

import dev.fenceline.app.feature.TermHover;
import dev.fenceline.sweep.CaseResult;
import dev.fenceline.sweep.Outcome;
import dev.fenceline.sweep.Percentiles;
import dev.fenceline.sweep.SweepText;
import dev.fenceline.timeline.Text;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The tables of the explorer: the worst runs, and all cases with their numbers. */
final class Tables {
  private static final double ROW_HEIGHT = 26;
  private static final String NONE = "\u2013";

  private Tables() {}

  /** The actions on a run. */
  interface Doing {
    /** Shows the timeline of a run. */
    void open(Outcome run);

    /** Shrinks a run to the shortest scenario. */
    void shrink(Outcome run);

    /** Reports whether a run can be shrunk. */
    boolean canShrink(Outcome run);
  }

  static TableView<Outcome> worst(Function<Outcome, String> settings, Doing doing) {
    TableView<Outcome> table = table("Worst seeds", "No run has ended yet.");
    table.getColumns().add(column("Seed", 72, "number", run -> Long.toString(run.seed())));
    table.getColumns().add(column("Settings", 170, "mono", settings));
    table.getColumns().add(verdict());
    table
        .getColumns()
        .add(column("Breaches", 150, "words", run -> Breaches.brief(run.breaches(), NONE)));
    table.getColumns().add(column("Outage", 80, "number", run -> words(run.outageNanos())));
    table
        .getColumns()
        .add(
            links(
                run -> link("Open timeline", () -> doing.open(run)),
                doing::canShrink,
                run -> link("Shrink", () -> doing.shrink(run))));
    table.setOnKeyPressed(event -> {
      Outcome run = table.getSelectionModel().getSelectedItem();
      if (event.getCode() == KeyCode.ENTER && run != null) {
        doing.open(run);
        event.consume();
      }
    });
    return table;
  }

  static TableView<CaseResult> cases(Consumer<Integer> choose) {
    TableView<CaseResult> table = table("Cases", "");
    table.getColumns().add(column("Settings", 200, "mono", each -> each.sweepCase().label()));
    table
        .getColumns()
        .add(
            column(
                "Corrupt",
                100,
                "number",
                each -> each.corrupt().count() + " of " + each.corrupt().of()));
    table
        .getColumns()
        .add(column("95 % interval", 140, "number", each -> SweepText.interval(each.corrupt())));
    table
        .getColumns()
        .add(column("Not as expected", 110, "number", each -> Text.number(each.failed())));
    for (Measure measure : Measure.values()) {
      table.getColumns().add(column(measure.words(), 104, "number", each -> p50(measure.of(each))));
    }
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(each -> {
          if (each != null) {
            choose.accept(each.sweepCase().index());
          }
        });
    return table;
  }

  private static String p50(Percentiles spread) {
    return spread.runs() == 0 ? NONE : Text.duration(spread.p50());
  }

  private static String words(OptionalLong nanos) {
    return nanos.isPresent() ? Text.duration(nanos.getAsLong()) : NONE;
  }

  private static <T> TableView<T> table(String name, String whenEmpty) {
    TableView<T> table = new TableView<>();
    table.setAccessibleText(name);
    table.setFixedCellSize(ROW_HEIGHT);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    Label nothing = new Label(whenEmpty);
    nothing.getStyleClass().add("placeholder");
    table.setPlaceholder(nothing);
    return table;
  }

  private static <T> TableColumn<T, String> column(
      String title, double width, String style, Function<T, String> words) {
    TableColumn<T, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    TermHover.onHead(column);
    column.getStyleClass().add(style);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(
        features -> new ReadOnlyObjectWrapper<>(words.apply(features.getValue())));
    column.setCellFactory(_ -> {
      TableCell<T, String> cell =
          new TableCell<>() {
            @Override
            protected void updateItem(@Nullable String text, boolean empty) {
              super.updateItem(text, empty);
              setText(empty ? null : text);
            }
          };
      cell.getStyleClass().add(style);
      return cell;
    });
    return column;
  }

  private static TableColumn<Outcome, Outcome> verdict() {
    return nodes(
        "Data",
        86,
        run -> {
          Label pill = new Label(run.verdict().word().toUpperCase(Locale.ROOT));
          pill.setMinWidth(Region.USE_PREF_SIZE);
          pill.getStyleClass().addAll("pill", run.isCorrupt() ? "bad" : "good");
          return pill;
        });
  }

  private static TableColumn<Outcome, Outcome> links(
      Function<Outcome, Node> always, Predicate<Outcome> when, Function<Outcome, Node> sometimes) {
    return nodes(
        "",
        154,
        run -> {
          HBox links = new HBox(16, always.apply(run));
          links.setAlignment(Pos.CENTER_LEFT);
          if (when.test(run)) {
            links.getChildren().add(sometimes.apply(run));
          }
          return links;
        });
  }

  private static Hyperlink link(String words, Runnable effect) {
    Hyperlink link = new Hyperlink(words);
    link.setMinWidth(Region.USE_PREF_SIZE);
    link.setOnAction(_ -> {
      link.setVisited(false);
      effect.run();
    });
    return link;
  }

  private static TableColumn<Outcome, Outcome> nodes(
      String title, double width, Function<Outcome, Node> node) {
    TableColumn<Outcome, Outcome> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setMinWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
    column.setCellFactory(_ ->
        new TableCell<>() {
          @Override
          protected void updateItem(@Nullable Outcome run, boolean empty) {
            super.updateItem(run, empty);
            setGraphic(empty || run == null ? null : node.apply(run));
          }
        });
    return column;
  }
}
