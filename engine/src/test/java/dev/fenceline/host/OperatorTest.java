package dev.fenceline.host;

import static dev.fenceline.host.HostBench.MILLI;
import static dev.fenceline.host.HostBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.ActionEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.host.HostBench.Outcome;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.Action.Naming;
import dev.fenceline.scenario.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person does to controllers by hand, against the real target over real links. */
@Timeout(60)
class OperatorTest {
  private static final int B = 1;
  private static final int INVALID_FIELD_DNR = 0x4002;

  private static HostBench bench() {
    return HostBench.of("ccr", 2).connected();
  }

  @Test
  void aControllerThatIsDisconnectedIsShutDownFirstAndCanBeConnectedAgain() {
    try (HostBench bench = bench()) {
      InstanceId before = bench.controller(B).instance().orElseThrow();
      bench.host.act(new Action.Disconnect("nvme4"), Cause.NONE);
      bench.until(2 * SECOND);

      assertThat(bench.controller(B).state()).isEqualTo(ControllerState.DEAD);
      Event shutDown =
          bench.first(
              Lane.target(2, 1),
              detail ->
                  detail instanceof InstanceEvent.StateChanged change
                      && change.to() == InstanceState.SHUT_DOWN);
      assertThat(shutDown.nanos()).isLessThan(bench.became(B, ControllerState.DEAD).nanos());

      bench.host.act(new Action.Connect("nvme4"), Cause.NONE);
      bench.until(3 * SECOND);
      InstanceId after = bench.controller(B).instance().orElseThrow();
      assertThat(bench.host.isEveryPathLive()).isTrue();
      assertThat(after.cntlid()).isEqualTo(before.cntlid());
      assertThat(after.ciu()).isNotEqualTo(before.ciu());
      assertThat(after.cirn()).isNotEqualTo(before.cirn());
      Outcome outcome = bench.write(bench.host.pathDevice(bench.controller(B), 1), 0, 1, 1);
      bench.until(4 * SECOND);
      assertThat(outcome.status).isZero();
    }
  }

  @Test
  void aControllerThatHasSaidNoIdentityCannotBeNamedInAReset() {
    try (HostBench bench = bench()) {
      bench.host.act(new Action.Disconnect("nvme4"), Cause.NONE);
      bench.until(2 * SECOND);
      bench.fault(new Fault.Refuse("B"));
      bench.host.act(new Action.Connect("nvme4"), Cause.NONE);
      bench.until(3 * SECOND);
      bench.host.act(new Action.Ccr("nvme3", "nvme4", Naming.CURRENT), Cause.NONE);

      assertThat(bench.details(ActionEvent.Refused.class))
          .extracting(ActionEvent.Refused::reason)
          .containsExactly("ENODEV: nvme4 was never identified");
    }
  }

  @Test
  void aResetByHandRetriesNothingBeforeTheControllerHasStopped() {
    try (HostBench bench = bench()) {
      bench.target.apply(new Fault.SlowWrite(2, 8_800));
      Outcome first = bench.write(bench.device, 0, 1, 1);
      Outcome second = bench.write(bench.device, 1, 1, 2);
      bench.until(bench.loop.nanos() + MILLI);
      bench.host.act(new Action.Reset("nvme4"), Cause.NONE);
      bench.until(10 * SECOND);

      Event revoked =
          bench.first(Lane.target(2, 1), detail -> detail instanceof CommandEvent.Revoked);
      Event retried =
          bench.first(bench.controller(0).lane(), detail -> detail instanceof IoEvent.FailedOver);
      assertThat(retried.nanos()).isGreaterThan(revoked.nanos());
      assertThat(first.status).isZero();
      assertThat(second.status).isZero();
      assertThat(bench.host.isEveryPathLive()).isTrue();
      assertThat(bench.details(HoldEvent.Armed.class)).isEmpty();
    }
  }

  @Test
  void aControllerThatDoesNotSayThatItHasStoppedIsWaitedForAsLongAsT() {
    try (HostBench bench = bench()) {
      Outcome slow = bench.silentPathB();
      long begun = bench.loop.nanos();
      bench.host.act(new Action.Disconnect("nvme4"), Cause.NONE);
      bench.until(begun + 14 * SECOND);
      assertThat(slow.isEnded()).isFalse();
      bench.until(begun + 30 * SECOND);

      assertThat(slow.status).isZero();
      assertThat(bench.details(HoldEvent.Armed.class)).hasSize(1);
      // T is 15 s
      assertThat(bench.became(B, ControllerState.DEAD).nanos() - begun)
          .isBetween(15 * SECOND, 15_010 * MILLI);
    }
  }

  /** Linux: nvme_delete_ctrl, RESETTING to DELETING; what the reset has begun ends first. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "v3", "best"})
  void aControllerThatIsBeingResetCanBeRemoved(String policy) {
    String host = "{\"policy\": \"%s\", \"adminTimeout\": \"3 s\"}".formatted(policy);
    try (HostBench bench = HostBench.of(host, "{\"cqt\": \"5 s\"}", 2).connected()) {
      Outcome slow = bench.silentPathB();
      long begun = bench.loop.nanos();
      bench.host.act(new Action.Reset("nvme4"), Cause.NONE);
      bench.until(begun + SECOND);
      assertThat(bench.controller(B).state()).isEqualTo(ControllerState.RESETTING);
      bench.host.act(new Action.Disconnect("nvme4"), Cause.NONE);

      assertThat(bench.controller(B).state()).isEqualTo(ControllerState.DELETING);
      assertThat(bench.details(ActionEvent.Refused.class)).isEmpty();
      bench.until(begun + 40 * SECOND);
      assertThat(bench.controller(B).state()).isEqualTo(ControllerState.DEAD);
      assertThat(slow.status).isZero();
      boolean isOurs = policy.equals("best");
      long dead = bench.became(B, ControllerState.DEAD).nanos() - begun;
      // ours: T, held meanwhile; Linux: as long as writing CC takes to time out
      assertThat(dead / SECOND).isEqualTo(isOurs ? 15 : 3);
      long retried =
          bench
              .first(bench.controller(0).lane(), detail -> detail instanceof IoEvent.FailedOver)
              .nanos();
      assertThat((retried - begun) / SECOND).isEqualTo(isOurs ? 15 : 0);
      bench.host.act(new Action.Connect("nvme4"), Cause.NONE);
      assertThat(bench.details(ActionEvent.Refused.class)).isEmpty();
    }
  }

  @Test
  void aControllerThatIsTornDownAfterAFailureCanBeRemoved() {
    try (HostBench bench = HostBench.of("{\"policy\": \"none\"}", "{}", 2).connected()) {
      bench.until(SECOND);
      bench.fault(new Fault.Reset("B"));
      bench.until(2 * SECOND, () -> bench.controller(B).state() == ControllerState.RESETTING);
      bench.host.act(new Action.Disconnect("nvme4"), Cause.NONE);
      bench.until(2 * SECOND);

      assertThat(bench.controller(B).state()).isEqualTo(ControllerState.DEAD);
      assertThat(bench.details(ReconnectEvent.Scheduled.class)).isEmpty();
    }
  }

  @Test
  void whileAControllerIsFencedItIsNeitherRemovedNorReset() {
    try (HostBench bench = HostBench.of("hold", 2).connected()) {
      bench.silentPathB();
      bench.until(13 * SECOND);
      assertThat(bench.controller(B).state()).isEqualTo(ControllerState.FENCING);
      bench.host.act(new Action.Disconnect("nvme4"), Cause.NONE);
      bench.host.act(new Action.Reset("nvme4"), Cause.NONE);
      bench.host.act(new Action.Connect("nvme4"), Cause.NONE);
      bench.host.act(new Action.Ccr("nvme4", "nvme3", Naming.CURRENT), Cause.NONE);

      assertThat(bench.controller(B).state()).isEqualTo(ControllerState.FENCING);
      assertThat(bench.details(ActionEvent.Refused.class))
          .extracting(ActionEvent.Refused::reason)
          .containsExactly(
              "no effect: nvme4 is fencing",
              "EAGAIN: nvme4 is fencing",
              "EALREADY: nvme4 is there",
              "EBUSY: nvme4 is fencing");
    }
  }

  @Test
  void aPersonIsToldHowAResetWasAnswered() {
    try (HostBench bench = bench()) {
      bench.host.act(new Action.Ccr("nvme3", "nvme3", Naming.CURRENT), Cause.NONE);
      bench.host.act(new Action.Ccr("nvme3", "nvme4", Naming.WRONG_CIU), Cause.NONE);
      bench.host.act(new Action.Ccr("nvme3", "nvme4", Naming.WRONG_CIRN), Cause.NONE);
      bench.until(SECOND);

      assertThat(bench.details(ActionEvent.CcrAnswered.class))
          .extracting(ActionEvent.CcrAnswered::status, ActionEvent.CcrAnswered::immediate)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(INVALID_FIELD_DNR, false),
              org.assertj.core.groups.Tuple.tuple(0, true),
              org.assertj.core.groups.Tuple.tuple(0, true));
      assertThat(bench.details(InstanceEvent.ResetBy.class)).isEmpty();
    }
  }

  @Test
  void anUnknownControllerIsAMistakeOfTheCaller() {
    try (HostBench bench = bench()) {
      assertThat(bench.host.has("nvme9")).isFalse();
      assertThatThrownBy(() -> bench.host.act(new Action.Reset("nvme9"), Cause.NONE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
