package dev.fenceline.app.report;

import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** A heading of the report, with the tests below it. */
public final class ReportGroup implements ReportItem {
  private final String title;
  private final List<ReportTest> tests;
  private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper();

  ReportGroup(String title, List<ReportTest> tests) {
    this.title = title;
    this.tests = List.copyOf(tests);
    tests.forEach(test -> test.chosen().subscribe(_ -> count()));
  }

  private void count() {
    chosen.set((int) tests.stream().filter(test -> test.chosen().get()).count());
  }

  @Override
  public String title() {
    return title;
  }

  /** Returns its tests, in order. */
  public List<ReportTest> tests() {
    return tests;
  }

  /** Returns how many of its tests are chosen. */
  public ReadOnlyIntegerProperty chosen() {
    return chosen.getReadOnlyProperty();
  }

  @Override
  public boolean isChosen() {
    return chosen.get() == tests.size();
  }

  @Override
  public void choose(boolean wanted) {
    tests.forEach(test -> test.choose(wanted));
  }
}
