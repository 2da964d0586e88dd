package dev.fenceline.app.window;

import dev.fenceline.app.authoring.AuthoringFeature;
import dev.fenceline.app.blocks.BlocksFeature;
import dev.fenceline.app.closing.ClosingFeature;
import dev.fenceline.app.compare.CompareFeature;
import dev.fenceline.app.connect.ConnectFeature;
import dev.fenceline.app.differences.DifferencesFeature;
import dev.fenceline.app.editor.EditorFeature;
import dev.fenceline.app.events.EventsFeature;
import dev.fenceline.app.explorer.ExplorerFeature;
import dev.fenceline.app.export.ExportFeature;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.files.FilesFeature;
import dev.fenceline.app.headline.HeadlineFeature;
import dev.fenceline.app.help.HelpFeature;
import dev.fenceline.app.inspector.InspectorFeature;
import dev.fenceline.app.jump.JumpFeature;
import dev.fenceline.app.kernellog.KernelLogFeature;
import dev.fenceline.app.lessons.LessonsFeature;
import dev.fenceline.app.library.LibraryFeature;
import dev.fenceline.app.metrics.MetricsFeature;
import dev.fenceline.app.notes.NotesFeature;
import dev.fenceline.app.player.PlayerFeature;
import dev.fenceline.app.present.PresentFeature;
import dev.fenceline.app.report.ReportFeature;
import dev.fenceline.app.running.RunningFeature;
import dev.fenceline.app.serve.ServeFeature;
import dev.fenceline.app.swimlane.SwimlaneFeature;
import dev.fenceline.app.tabs.TabsFeature;
import dev.fenceline.app.whatif.WhatIfFeature;
import java.util.List;

/**
 * All features of the window. Each is listed here once, and nowhere else. Their order is the order
 * of the actions in each menu and of the tabs.
 */
final class Features {
  private static final List<Feature> ALL =
      List.of(
          new FilesFeature(),
          new ExportFeature(),
          new ClosingFeature(),
          new WindowFeature(),
          new TabsFeature(),
          new KernelLogFeature(),
          new EventsFeature(),
          new NotesFeature(),
          new BlocksFeature(),
          new PlayerFeature(),
          new RunningFeature(),
          new EditorFeature(),
          new WhatIfFeature(),
          new InspectorFeature(),
          new HeadlineFeature(),
          new SwimlaneFeature(),
          new MetricsFeature(),
          new JumpFeature(),
          new ConnectFeature(),
          new ExplorerFeature(),
          new ServeFeature(),
          new CompareFeature(),
          new DifferencesFeature(),
          new ReportFeature(),
          new LibraryFeature(),
          new PresentFeature(),
          new LessonsFeature(),
          new AuthoringFeature(),
          new HelpFeature());

  private Features() {}

  /** Adds all features to a window. */
  static void addTo(WindowParts window) {
    ALL.forEach(feature -> feature.addTo(window));
  }
}
