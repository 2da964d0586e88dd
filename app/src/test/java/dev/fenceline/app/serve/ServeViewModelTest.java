package dev.fenceline.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.scenario.Fault;
import dev.fenceline.session.SessionReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServeViewModelTest {
  private final TestWorkspace test = new TestWorkspace();
  private final ServeViewModel serve = new ServeViewModel(test.workspace());

  @AfterEach
  void close() {
    test.close();
  }

  private ServedTarget begin() {
    serve.listen().set("127.0.0.1:0, 127.0.0.1:0");
    serve.start();
    test.until("it serves", () -> serve.serving().get() != null);
    return Objects.requireNonNull(serve.serving().get());
  }

  private OpenSession session() {
    return Objects.requireNonNull(test.workspace().current().get());
  }

  private boolean has(Predicate<Object> detail) {
    return session().timeline().events().stream().anyMatch(event -> detail.test(event.detail()));
  }

  @Test
  void aHostThatConnectsIsSeenAndStopEndsIt() throws Exception {
    ServedTarget serving = begin();
    assertThat(serving.commands())
        .contains(
            "nvme connect -t tcp -a 127.0.0.1 -s " + serving.addresses().getFirst().getPort());
    InetSocketAddress path1 = serving.addresses().getFirst();
    try (Socket host = new Socket(path1.getAddress(), path1.getPort())) {
      assertThat(host.isConnected()).isTrue();
      test.until("it is seen", () -> has(ConnectionEvent.Accepted.class::isInstance));
    }
    serve.stop();
    test.settle();
    assertThat(serve.serving().get()).isNull();
    assertThat(test.workspace().runs().live().get()).isNull();
    assertThat(has(RunEvent.Ended.class::isInstance)).isTrue();
    assertThat(session().saved().get()).isFalse();
    assertThat(test.problems()).isEmpty();
  }

  @Test
  void faultsAreInjectedWhileItServes() {
    begin();
    test.workspace().runs().inject(new Fault.Reset("2"));
    test.until(
        "the fault is recorded",
        () ->
            has(detail ->
                detail instanceof RunEvent.FaultApplied fault
                    && fault.command().equals("fault path 2 reset")));
    serve.stop();
    test.settle();
  }

  @Test
  void aRecordingHasEveryEvent(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("served.fenceline");
    serve.recording().set(file.toString());
    begin();
    serve.stop();
    test.settle();
    assertThat(test.news()).containsExactly("Recorded: " + file);
    assertThat(SessionReader.read(file).events())
        .containsExactlyElementsOf(session().timeline().events());
  }

  @Test
  void anAddressInUseIsSaidInTheForm() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      serve.listen().set(address);
      serve.start();
      test.settle();
      assertThat(serve.problem().get())
          .startsWith("cannot listen on " + address)
          .endsWith("Choose another address or port, or stop the program that uses it.");
    }
    assertThat(test.workspace().current().get()).isNull();
    assertThat(test.workspace().runs().live().get()).isNull();
  }

  @Test
  void aRecordingThatCannotBeWrittenIsSaidInTheForm(@TempDir Path folder) {
    serve.listen().set("127.0.0.1:0");
    serve.recording().set(folder.resolve("no such folder/served.fenceline").toString());
    serve.start();
    test.settle();
    assertThat(serve.problem().get()).startsWith("The recording cannot be written: no such file");
  }

  @Test
  void settingsThatCannotBeAreSaidInTheForm() {
    assertThat(problemOf(() -> serve.listen().set("4420"))).contains("\"4420\" is not an address");
    assertThat(problemOf(() -> serve.listen().set(" "))).contains("at least one address");
    assertThat(problemOf(() -> serve.listen().set("127.0.0.1:4420 127.0.0.1:4420")))
        .contains("127.0.0.1:4420 is listed twice");
    serve.listen().set("127.0.0.1:0");
    assertThat(problemOf(() -> serve.size().set("much"))).contains("\"much\" is not a size");
    serve.size().set("1 MiB");
    assertThat(problemOf(() -> serve.cqt().set("soon"))).contains("soon");
    serve.cqt().set("5 s");
    assertThat(problemOf(() -> serve.ccrLimit().set("-1"))).contains("ccrl");
    assertThat(test.workspace().runs().live().get()).isNull();
  }

  private String problemOf(Runnable change) {
    change.run();
    serve.start();
    test.settle();
    return serve.problem().get();
  }
}
