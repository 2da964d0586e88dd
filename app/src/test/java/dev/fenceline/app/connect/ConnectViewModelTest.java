package dev.fenceline.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.Runs;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.WorkloadSettings.Access;
import dev.fenceline.service.ServeScenario;
import dev.fenceline.service.ServiceFront;
import dev.fenceline.service.TargetService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sheet's model against a target on the loopback. */
@Timeout(120)
class ConnectViewModelTest {
  private static final long LIMIT_SECONDS = 30;

  private final TestWorkspace test = new TestWorkspace();
  private final TargetService service = service();
  private final CompletableFuture<List<InetSocketAddress>> bound = new CompletableFuture<>();
  private final CompletableFuture<Void> ended =
      CompletableFuture.runAsync(this::serve, task -> new Thread(task).start());
  private ConnectViewModel model;

  @SuppressWarnings("NullAway.Init") // open() comes first
  ConnectViewModelTest() {}

  private static TargetService service() {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ServiceFront front = new ServiceFront(any, "127.0.0.1");
    Scenario scenario = ServeScenario.of(null, 1 << 20, List.of("a", "b"));
    return new TargetService(scenario, List.of(front, front));
  }

  private void serve() {
    try {
      service.run(bound::complete);
    } catch (IOException failed) {
      bound.completeExceptionally(failed);
    }
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    InetSocketAddress first = bound.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join().getFirst();
    model = new ConnectViewModel(test.workspace(), folder.resolve("host.properties"));
    model.address().set("127.0.0.1:" + first.getPort());
    model.open();
    test.settle();
    model.discover();
    test.settle();
  }

  @AfterEach
  void close() {
    test.workspace().runs().stop();
    test.settle();
    test.close();
    service.stop();
    ended.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  private Runs.Live started() {
    model.run(() -> {});
    while (test.workspace().runs().live().get() == null) {
      test.step();
    }
    return Objects.requireNonNull(test.workspace().runs().live().get());
  }

  @Test
  void discoveryListsEveryWayAndChoosesThoseOfTheFirstSubsystem() {
    assertThat(model.problem().get()).isEmpty();
    assertThat(model.paths()).hasSize(2).allMatch(path -> path.chosen().get());
    assertThat(model.host().get()).startsWith("nqn.2014-08.org.nvmexpress:uuid:");

    model.discover();
    test.settle();
    assertThat(model.paths()).as("asked again, nothing is listed twice").hasSize(2);
  }

  @Test
  void whoOnlyReadsCanRunAtOnceAndNothingIsWritten() {
    assertThat(model.whyNoRun().getValue()).isEmpty();
    Runs.Live live = started();

    assertThat(live.session().header().source()).startsWith("target at ");
    assertThat(live.scenario().workload().access()).isEqualTo(Access.READ_ONLY);
    assertThat(test.workspace().current().get()).isSameAs(live.session());
  }

  @Tag("slow")
  @Test
  void writingNeedsNamedBlocksALookAtThemAndAYes() {
    model.writes().set(true);
    model.firstLba().set("4");
    model.lastLba().set("7");
    assertThat(model.whyNoRun().getValue()).isEqualTo("The blocks have not been checked");
    model.confirmed().set(true);
    assertThat(model.whyNoRun().getValue())
        .as("yes to nothing is no yes")
        .isEqualTo("The blocks have not been checked");
    model.confirmed().set(false);

    model.inspect();
    test.settle();
    assertThat(model.losses().get())
        .contains("LBA 4 to 7 of namespace 1", "4 blocks, 16.0 KiB", "4 blank blocks");
    assertThat(model.whyNoRun().getValue()).isEqualTo("Writing to the blocks is not agreed to");
    model.confirmed().set(true);
    assertThat(model.whyNoRun().getValue()).isEmpty();

    model.lastLba().set("8");
    assertThat(model.whyNoRun().getValue())
        .as("a yes is for the blocks that were shown")
        .isEqualTo("The blocks have not been checked");
    assertThat(model.losses().get()).isEmpty();
    model.inspect();
    test.settle();
    model.confirmed().set(true);
    Runs.Live live = started();
    assertThat(live.scenario().workload().lba()).isEqualTo(4);
    assertThat(live.scenario().workload().blocks()).isEqualTo(5);
  }

  @Test
  void whatIsWrongIsSaidAndNothingRuns() {
    model.writes().set(true);
    model.lastLba().set("many");
    model.inspect();
    assertThat(model.problem().get()).contains("Last LBA", "many");

    model.address().set("127.0.0.1:1");
    model.discover();
    test.settle();
    assertThat(model.problem().get()).contains("127.0.0.1:1", "refused");

    model.paths().getFirst().chosen().set(false);
    model.paths().getLast().chosen().set(false);
    model.writes().set(false);
    assertThat(model.whyNoRun().getValue()).isEqualTo("No path is chosen");
  }
}
