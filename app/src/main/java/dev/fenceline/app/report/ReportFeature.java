package dev.fenceline.app.report;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.report.TargetFeatures;
import java.time.InstantSource;

/** The page that runs the tests of the report. */
public final class ReportFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    ReportViewModel report =
        new ReportViewModel(
            window.workspace(), new TargetFeatures.Emulated(), InstantSource.system());
    ReportView page = new ReportView(report, window.fileDialogs(), window.pages()::leave);
    window.add(
        UserAction.of(
                "run.report.show",
                Group.RUN,
                "Test report\u2026",
                () -> window.pages().toggle(page))
            .withKey(Key.chord("Shortcut+Shift+R")));
  }
}
