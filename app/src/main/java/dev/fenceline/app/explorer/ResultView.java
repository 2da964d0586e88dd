package dev.fenceline.app.explorer;

import dev.fenceline.sweep.CaseResult;
import dev.fenceline.sweep.Outcome;
import dev.fenceline.sweep.SweepCase;
import dev.fenceline.sweep.SweepResult;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The right side of the explorer: the results. */
final class ResultView extends VBox {
  private static final double GAP = 12;

  private final ExplorerViewModel explorer;
  private final Label of = new Label();
  private final Hyperlink all = new Hyperlink("Show all");
  private final Figures figures = new Figures();
  private final FlowPane legend = new FlowPane(GAP, 4);
  private final ChartPane corruption;
  private final ChartPane durations;
  private final TableView<CaseResult> cases;
  private final TableView<Outcome> worst;
  private List<SweepCase> known = List.of();
  private boolean filling;

  ResultView(ExplorerViewModel explorer, Runnable opened) {
    super(GAP);
    this.explorer = explorer;
    getStyleClass().add("explorer-result");
    corruption = new ChartPane(this::toggle);
    durations = new ChartPane(this::toggle);
    cases = Tables.cases(this::choose);
    worst = Tables.worst(run -> known.get(run.caseIndex()).label(), doing(opened));
    worst.getStyleClass().add("worst-seeds");
    all.setOnAction(_ -> explorer.chosen().set(ExplorerViewModel.ALL));
    TabPane tabs = new TabPane(new Tab("Worst seeds", worst), new Tab("Cases", cases));
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.setMinHeight(0);
    tabs.setPrefHeight(0);
    VBox.setVgrow(tabs, Priority.ALWAYS);
    of.getStyleClass().add("figures-of");
    getChildren().setAll(new HBox(GAP, of, all), figures, charts(), tabs);
    explorer.result().addListener((InvalidationListener) _ -> show());
    explorer.chosen().addListener((InvalidationListener) _ -> show());
    explorer.measure().addListener((InvalidationListener) _ -> show());
    show();
  }

  private Tables.Doing doing(Runnable opened) {
    return new Tables.Doing() {
      @Override
      public void open(Outcome run) {
        if (explorer.show(run)) {
          opened.run();
        }
      }

      @Override
      public void shrink(Outcome run) {
        explorer.shrink(run);
      }

      @Override
      public boolean canShrink(Outcome run) {
        return explorer.canShrink(run);
      }
    };
  }

  private VBox charts() {
    Label left = new Label("Probability of corruption, with its 95 % interval");
    left.getStyleClass().add("chart-title");
    Label right = new Label("median to maximum");
    right.getStyleClass().add("chart-title");
    HBox heading = new HBox(8, measures(), right);
    heading.getStyleClass().add("chart-heading");
    HBox first = new HBox(left);
    first.getStyleClass().add("chart-heading");
    VBox one = new VBox(4, first, corruption);
    VBox two = new VBox(4, heading, durations);
    for (Region each : List.of(one, two)) {
      each.setPrefWidth(0);
      HBox.setHgrow(each, Priority.ALWAYS);
    }
    return new VBox(4, legend, new HBox(GAP, one, two));
  }

  private ComboBox<@Nullable Measure> measures() {
    ComboBox<@Nullable Measure> measures = new ComboBox<>();
    measures.getItems().setAll(List.of(Measure.values()));
    measures.setAccessibleText("Duration to show");
    measures.setCellFactory(_ -> new Words());
    measures.setButtonCell(new Words());
    explorer.measure().subscribe(measures::setValue);
    measures.setOnAction(_ -> {
      Measure chosen = measures.getValue();
      if (chosen != null) {
        explorer.measure().set(chosen);
      }
    });
    return measures;
  }

  /** Chooses the case of a point, or all cases if it is chosen already. */
  private void toggle(int caseIndex) {
    boolean again = explorer.chosen().get() == caseIndex;
    explorer.chosen().set(again ? ExplorerViewModel.ALL : caseIndex);
  }

  private void choose(int caseIndex) {
    if (!filling) {
      explorer.chosen().set(caseIndex);
    }
  }

  private void show() {
    SweepResult result = explorer.result().get();
    setVisible(result != null);
    if (result == null) {
      return;
    }
    List<CaseResult> found = result.cases();
    known = found.stream().map(CaseResult::sweepCase).toList();
    int chosen = explorer.chosen().get();
    boolean one = chosen != ExplorerViewModel.ALL;
    of.setText(one ? known.get(chosen).label() : heading(result));
    all.setVisible(one);
    all.setVisited(false);
    explorer.figures().ifPresent(each -> figures.show(each, result.plan().expectsCorruption()));
    Charts charts = new Charts(result.plan(), found);
    Chart probability = charts.corruption();
    corruption.show(probability, chosen);
    durations.show(charts.durations(explorer.measure().get()), chosen);
    legend(probability);
    filling = true;
    cases.getItems().setAll(found);
    if (one) {
      cases.getSelectionModel().select(chosen);
    } else {
      cases.getSelectionModel().clearSelection();
    }
    filling = false;
    worst.getItems().setAll(explorer.worst());
  }

  private static String heading(SweepResult result) {
    int cases = result.plan().runs() / result.plan().seeds();
    return result.plan().scenario().title() + (cases == 1 ? "" : ", all " + cases + " cases");
  }

  private void legend(Chart chart) {
    boolean several = chart.series().size() > 1;
    legend.setVisible(several);
    legend.setManaged(several);
    legend
        .getChildren()
        .setAll(
            IntStream.range(0, several ? chart.series().size() : 0)
                .mapToObj(i -> entry(i, chart.series().get(i).name()))
                .toList());
  }

  private static Label entry(int number, String name) {
    Region point = new Region();
    point.getStyleClass().add("chart-point");
    Label entry = new Label(name, point);
    entry.getStyleClass().addAll("legend", "series-" + number % ChartPane.STYLES);
    return entry;
  }

  /** A cell that shows the name of a measure. */
  private static final class Words extends ListCell<@Nullable Measure> {
    @Override
    protected void updateItem(@Nullable Measure item, boolean empty) {
      super.updateItem(item, empty);
      setText(item == null || empty ? "" : item.words());
    }
  }
}
