package dev.fenceline.app.inspector;

import static dev.fenceline.app.TestWorkspace.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.inspector.InspectorPage.Role;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.exchange.capture.CaptureReader;
import dev.fenceline.exchange.capture.RecordedBytes;
import dev.fenceline.exchange.capture.packet.CaptureForm;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InspectorViewModelTest {
  private final TestWorkspace test = new TestWorkspace();
  private final InspectorViewModel inspector = new InspectorViewModel(test.workspace());
  private final OpenSession session = TestWorkspace.session("test");

  @AfterEach
  void close() {
    test.close();
  }

  private InspectorPage page() {
    return Objects.requireNonNull(inspector.page().get());
  }

  @Test
  void theSelectedEventIsShownWithItsFields() {
    test.workspace().show(session);
    assertThat(inspector.page().get()).isNull();
    session.select(2);
    assertThat(page().title()).isEqualTo("Keep alive answered");
    assertThat(page().fields())
        .contains(
            new Field("Where", "nvme3"),
            new Field("When", "2.000 000 s"),
            new Field("Round trip", "431.0 µs"));
  }

  @Test
  void causesComeBeforeEffectsAndCanBeFollowed() {
    test.workspace().show(session);
    session.select(4);
    assertThat(page().links())
        .containsExactly(
            new Link(Role.CAUSE, "Keep alive sent, nvme4", 3),
            new Link(Role.EFFECT, "Note, lab", 5));
    inspector.follow(page().links().getLast());
    assertThat(session.selected().get()).isEqualTo(5);
  }

  /** Nobody has judged this session, and none of it says that a request was held. */
  @Test
  void aMeasuredStretchSaysItsLengthAndItsEvents() {
    test.workspace().show(session);
    session.measured().set(new TimeRange(seconds(2), seconds(4)));
    InspectorViewModel.Measured measured = Objects.requireNonNull(inspector.measured().get());
    assertThat(measured.length()).isEqualTo("2.000 s");
    assertThat(measured.counts()).isEqualTo("3 events");
  }

  @Test
  void aChainOfCausesIsFollowedBackAndOn() {
    test.workspace().show(session);
    session.select(4);
    inspector.followBack();
    assertThat(session.selected().get()).isEqualTo(3);
    inspector.followBack();
    assertThat(session.selected().get()).as("3 has no cause").isEqualTo(3);
    inspector.followOn();
    inspector.followOn();
    assertThat(session.selected().get()).isEqualTo(5);
  }

  /** The cause is known within a component only; the journey of a write crosses the wire. */
  @Test
  void aWriteIsFollowedFromTheHostToTheMediaThatItDestroys() throws IOException {
    OpenSession baseline = shipped("baseline");
    test.workspace().show(baseline);
    test.settle();
    baseline.select(stale(baseline));
    Set<Lane.Group> crossed = EnumSet.noneOf(Lane.Group.class);
    long before;
    do {
      before = baseline.selected().get();
      crossed.add(baseline.selectedEvent().orElseThrow().lane().group());
      inspector.followBack();
    } while (baseline.selected().get() != before);
    assertThat(crossed).contains(Lane.Group.TARGET, Lane.Group.HOST, Lane.Group.WORKLOAD);
    inspector.followOn();
    assertThat(baseline.selected().get()).isGreaterThan(before);
  }

  @Test
  void aStaleWriteSaysWhatItDestroyedAndNotThatItSucceeded() throws IOException {
    OpenSession baseline = shipped("baseline");
    test.workspace().show(baseline);
    test.settle();
    baseline.select(
        first(
            baseline,
            event ->
                event.detail() instanceof CommandEvent.Executed executed
                    && executed.lba() == 8
                    && event.nanos() > seconds(15)
                    && event.lane().plainName().equals("2")));
    assertThat(page().title()).isEqualTo("Stale write destroyed v44");
    assertThat(page().outcome()).isEqualTo("CORRUPT");
    assertThat(page().fields())
        .contains(new Field("Block", "8"), new Field("It wrote", "v27"))
        .extracting(Field::name)
        .contains("It destroyed", "Sent", "Given up", "Retry took effect", "Took effect")
        .doesNotContain("Status");
    assertThat(page().fields()).extracting(Field::value).doesNotContain("000h Success");
    assertThat(page().links()).extracting(Link::sequence).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aStateSaysHowLongItLastedAndWhatIsBesideIt() throws IOException {
    OpenSession ccr = shipped("ccr");
    test.workspace().show(ccr);
    test.settle();
    long fencing = first(ccr, event -> EventText.line(event).contains("to fencing"));
    ccr.select(fencing);
    assertThat(page().fields())
        .contains(new Field("Lasted", "1.500 s"))
        .anyMatch(it -> it.name().equals("State before") && it.value().startsWith("live, "))
        .anyMatch(it -> it.name().equals("State after") && it.value().startsWith("fenced, "))
        .anyMatch(it ->
            it.name().equals("Phase of nvme4") && it.value().startsWith("Fence 1.50 s, from"));
    assertThat(page().links()).extracting(Link::words).doesNotHaveDuplicates();
  }

  @Test
  void aKeepAliveSaysWhenItWasSentAndAnsweredOrGivenUp() throws IOException {
    OpenSession ccr = shipped("ccr");
    test.workspace().show(ccr);
    test.settle();
    ccr.select(first(ccr, event -> event.detail() instanceof KeepAliveEvent.Sent));
    assertThat(page().fields()).extracting(Field::name).contains("When", "Answered", "Lasted");
    ccr.select(first(ccr, event -> event.detail() instanceof KeepAliveEvent.Expired));
    assertThat(page().fields()).extracting(Field::name).contains("When", "Sent", "Lasted");
  }

  @Test
  void theBytesOfAResetAreDecodedWithTheNamesOfWireshark() throws IOException {
    OpenSession ccr = shipped("ccr");
    test.workspace().show(ccr);
    test.settle();
    ccr.select(first(ccr, event -> event.detail() instanceof FencingEvent.CcrIssued));
    List<PduField> fields = Objects.requireNonNull(page().pdu()).fields();
    assertThat(fields)
        .contains(
            new PduField("Pdu Type", "CapsuleCmd (4)", 0, 1, 1, "PDU"),
            new PduField("Pdu Header Length", "72", 2, 1, 1, ""),
            new PduField("ICID", "0002h", 48, 2, 1, "ICID"))
        .extracting(PduField::name)
        .contains("Packet Length", "Opcode", "Command ID", "Namespace Id", "SGL1", "CIU", "CIRN");
    assertThat(fields).extracting(PduField::value).contains("38h Cross-Controller Reset");
  }

  private static long first(OpenSession session, Predicate<Event> wanted) {
    return session.timeline().events().stream().filter(wanted).findFirst().orElseThrow().sequence();
  }

  private static OpenSession shipped(String name) throws IOException {
    String resource = "/sessions/" + name + ".fenceline";
    try (InputStream in =
        Objects.requireNonNull(InspectorViewModelTest.class.getResourceAsStream(resource))) {
      return OpenSession.of(SessionReader.read(in));
    }
  }

  private static long stale(OpenSession session) {
    return session.timeline().events().stream()
        .filter(event ->
            event.detail() instanceof CommandEvent.Executed
                && event.nanos() > seconds(15)
                && event.lane().plainName().equals("2"))
        .findFirst()
        .orElseThrow()
        .sequence();
  }

  private OpenSession ccr() {
    Scenario scenario = ScenarioLibrary.find("ccr").orElseThrow();
    Lab lab = new Lab(scenario, scenario.seed(), ClockKind.VIRTUAL);
    lab.run();
    OpenSession made = new OpenSession(lab.header(), lab.timeline());
    test.workspace().show(made);
    test.settle();
    return made;
  }

  private static Event found(OpenSession of, Predicate<Event> wanted) {
    return of.timeline().events().stream().filter(wanted).findFirst().orElseThrow();
  }

  private String field(String name) {
    return page().fields().stream()
        .filter(it -> it.name().equals(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  @Test
  void aPhaseHasAPageWithItsNeighbours() {
    OpenSession ccr = ccr();
    Recovery recovery = Recoveries.of(ccr.timeline()).getFirst();
    Phase fence =
        recovery.phases(ccr.endNanos().get()).stream()
            .filter(it -> it.kind() == Phase.Kind.FENCE)
            .findFirst()
            .orElseThrow();
    ccr.selectNothing();
    ccr.view().phase().set(new TimeRange(fence.fromNanos(), fence.toNanos()));
    assertThat(page().title()).isEqualTo("Phase: " + fence.label());
    assertThat(field("Controller")).isEqualTo("nvme4");
    assertThat(field("Phase before")).startsWith("Detect ");
    assertThat(field("Phase after")).startsWith("Reset ");
    assertThat(page().why()).isEqualTo("Requests are held until fencing has ended.");
    ccr.select(3);
    assertThat(page().title()).doesNotContain("Phase");
  }

  @Test
  void aKeepAliveTellsWhenItWasDue() {
    OpenSession ccr = ccr();
    Event expired = found(ccr, it -> it.detail() instanceof KeepAliveEvent.Expired);
    ccr.select(expired.sequence());
    assertThat(field("Answer due")).isEqualTo(field("When"));
    Event answered = found(ccr, it -> it.detail() instanceof KeepAliveEvent.Answered);
    ccr.select(answered.sequence());
    assertThat(field("Next one due") + field("Due")).isNotEmpty();
  }

  private static Predicate<Event> accepted(String path, int connection) {
    return event ->
        event.lane().equals(Lane.path(path))
            && event.detail() instanceof ConnectionEvent.Accepted it
            && it.connection() == connection;
  }

  @Test
  void aConnectionIsToldAsAWhole() {
    OpenSession ccr = ccr();
    ccr.select(found(ccr, accepted("B", 1)).sequence());
    assertThat(page().title()).isEqualTo("Connection 1 of path B");
    assertThat(field("Queue")).isEqualTo("0 (admin)");
    assertThat(field("Controller")).isEqualTo("2");
    assertThat(field("Opened")).isEqualTo(field("When") + ", by the host");
    assertThat(field("ICReq")).isLessThan(field("ICResp"));
    assertThat(field("ICResp")).isLessThanOrEqualTo(field("Connect"));
    assertThat(field("Connect answer")).isGreaterThan(field("Connect"));
    assertThat(field("Closed")).contains("by the target; the host was not told");
    assertThat(field("Unanswered"))
        .contains("Keep Alive, CID 8193, sent at 7.510 390 s", "Async Event, CID 31");
    assertThat(Integer.parseInt(field("Commands sent")) - Integer.parseInt(field("Answered")))
        .isEqualTo(field("Unanswered").lines().count());
    assertThat(field("Host sent last")).startsWith("CapsuleCmd (4) Keep Alive, 7.510");
    assertThat(field("Target got last")).isLessThan(field("Host sent last"));
    assertThat(page().links()).contains(link(ccr, Role.WHOLE, "Path B"));
  }

  @Test
  void theQueueOfAHostAndAPduLeadToTheirConnection() {
    OpenSession ccr = ccr();
    Event closed =
        found(
            ccr,
            it ->
                it.lane().equals(Lane.host("nvme4"))
                    && it.detail() instanceof ConnectionEvent.QueueClosed queue
                    && queue.qid() == 1);
    ccr.select(closed.sequence());
    assertThat(page().title()).isEqualTo("Connection 2 of path B");
    assertThat(field("Its reason")).isEqualTo("error recovery");
    Event pdu = found(ccr, it -> it.detail() instanceof PduEvent.Passed);
    ccr.select(pdu.sequence());
    assertThat(page().links()).extracting(Link::words).contains("Connection 1 of path A");
  }

  @Test
  void aPathIsToldAsAWhole() {
    OpenSession ccr = ccr();
    ccr.select(found(ccr, it -> it.detail() instanceof PathEvent.StateChanged).sequence());
    assertThat(page().title()).isEqualTo("Path B");
    assertThat(page().outcome()).isEqualTo("STALLED");
    assertThat(field("Used by")).isEqualTo("nvme4");
    assertThat(field("States").lines()).hasSize(3).anyMatch(line -> line.equals("6.899 s stalled"));
    assertThat(field("Not up for")).matches("[\\d.]+ s in all");
    assertThat(field("Faults").lines()).first().isEqualTo("6.899 s stall");
    assertThat(field("Outages")).startsWith("from 6.899 s: 7.11");
    assertThat(field("Keep alives")).endsWith(", 1 given up");
    assertThat(field("Requests held")).isEqualTo("3, for up to 1.501 s");
    assertThat(field("Connections")).startsWith("4, of which 2 were not closed");
    assertThat(page().links()).filteredOn(it -> it.role() == Role.PART).hasSize(4);
    ccr.select(
        found(ccr, it -> it.detail() instanceof PathEvent.Opened && isOn(it, "A")).sequence());
    assertThat(page().outcome()).isEqualTo("UP");
    assertThat(field("Not up for")).isEqualTo("never");
    assertThat(field("Faults")).isEqualTo("none");
    assertThat(field("Outages")).isEqualTo("none");
  }

  private static boolean isOn(Event event, String path) {
    return event.lane().equals(Lane.path(path));
  }

  private static Link link(OpenSession of, Role role, String path) {
    return new Link(
        role,
        path,
        found(of, it -> it.detail() instanceof PathEvent.Opened && isOn(it, path.substring(5)))
            .sequence());
  }

  /** A capture sees a connection at one place, and not what the host did with its requests. */
  @Test
  void whatACaptureDoesNotShowIsNotKnown() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OpenSession ccr = ccr();
    Session run = Session.of(ccr.header(), ccr.timeline().events());
    RecordedBytes.write(run, bytes, CaptureForm.of(Path.of("run.pcap")));
    OpenSession capture =
        OpenSession.of(CaptureReader.read(new ByteArrayInputStream(bytes.toByteArray()), "run"));
    test.workspace().show(capture);
    test.settle();
    capture.select(found(capture, it -> it.detail() instanceof ConnectionEvent).sequence());
    assertThat(field("Target got last")).isEqualTo("not known");
    assertThat(field("Host sent last")).startsWith("CapsuleCmd (4)");
    capture.select(found(capture, it -> it.detail() instanceof PathEvent).sequence());
    assertThat(field("Requests held")).isEqualTo("not known");
    assertThat(field("Faults")).isEqualTo("none seen");
  }
}
