package dev.fenceline.app.report;

/** An item in the list of the report: the heading of a group, or a test below it. */
public sealed interface ReportItem permits ReportGroup, ReportTest {
  /** Returns the title. */
  String title();

  /** Reports whether all of the item is part of the next run and of the document. */
  boolean isChosen();

  /** Adds the item to the next run and the document, or removes it. */
  void choose(boolean wanted);
}
