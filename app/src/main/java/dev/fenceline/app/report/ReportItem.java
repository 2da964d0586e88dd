package dev.fenceline.app.report;

/** What the list of the report shows: a group's heading, or a test below it. */
public sealed interface ReportItem permits ReportGroup, ReportTest {
  /** What it is called. */
  String title();

  /** Whether all of it is part of the next run and of the document. */
  boolean isChosen();

  /** Takes it into the next run and into the document, or leaves it out. */
  void choose(boolean wanted);
}
