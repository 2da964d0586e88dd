package dev.fenceline.host;

import static dev.fenceline.host.HostBench.MILLI;
import static dev.fenceline.host.HostBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.HostBench.Outcome;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.PropertyRequest;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.identify.IdentifyRequest;
import dev.fenceline.nvme.log.AsyncEvent;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.scenario.Fault;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the host makes of answers that the target of this program does not give by itself. */
@Timeout(60)
class UnusualAnswersTest {
  private static final int A = 0;
  private static final int B = 1;
  private static final int CRDT1 = 128;

  private static boolean is(Command command, Opcode opcode) {
    return !command.isFabrics() && command.opcode() == opcode.code();
  }

  /** The first write to port 2 is answered so. */
  private static final class FirstWrite implements Meddler.Answers {
    private final Status status;
    private final int crd;
    private boolean done;

    FirstWrite(Status status, int crd) {
      this.status = status;
      this.crd = crd;
    }

    @Override
    public Completion completion(int port, Command of, Completion came) {
      if (done || port != 1 || !is(of, Opcode.Nvm.WRITE)) {
        return came;
      }
      done = true;
      return Meddler.with(came, status, crd);
    }

    @Override
    public void data(int port, Command of, ByteBuf data) {
      if (isIdentifyController(of)) {
        data.setShortLE(data.readerIndex() + CRDT1, 3); // 300 ms
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 300", "2, 0"})
  void aStatusWithoutDnrIsTriedAgainOverTheSamePathAfterTheDelayThatItNames(int crd, long millis) {
    FirstWrite answers = new FirstWrite(Status.of(StatusCode.INTERNAL_ERROR), crd);
    try (HostBench bench = HostBench.of("{}", "{}", 2, answers).connected()) {
      bench.until(SECOND);
      Outcome write = bench.write(bench.host.pathDevice(bench.controller(A), 1), 0, 1, 1);
      bench.until(2 * SECOND);

      Event retried = bench.first(bench.controller(A).lane(), IoEvent.Retried.class::isInstance);
      assertThat(retried.nanos() - SECOND).isBetween(millis * MILLI, millis * MILLI + 2 * MILLI);
      assertThat(write.status).isZero();
      assertThat(write.endings).isEqualTo(1);
      assertThat(bench.details(IoEvent.FailedOver.class)).isEmpty();
    }
  }

  @Test
  void aStatusWithDnrFailsTheOperation() {
    FirstWrite answers = new FirstWrite(Status.doNotRetry(StatusCode.INTERNAL_ERROR), 1);
    try (HostBench bench = HostBench.of("{}", "{}", 2, answers).connected()) {
      bench.until(SECOND);
      Outcome write = bench.write(bench.host.pathDevice(bench.controller(A), 1), 0, 1, 1);
      bench.until(2 * SECOND);

      assertThat(write.status).isNotZero();
      assertThat(bench.details(IoEvent.Retried.class)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "rfc", "v3", "v4", "time-based", "best"})
  void aPersistentInternalErrorResetsAndFencesNothing(String policy) {
    Meddler.Answers answers =
        new Meddler.Answers() {
          @Override
          public Completion completion(int port, Command of, Completion came) {
            return port == 2 && is(of, Opcode.Admin.ASYNC_EVENT) && came.status().isSuccess()
                ? new Completion(
                    AsyncEvent.PERSISTENT_INTERNAL_ERROR.toDword(),
                    0,
                    came.sqhd(),
                    came.sqid(),
                    came.cid(),
                    Status.SUCCESS)
                : came;
          }
        };
    String host = "{\"policy\": \"%s\"}".formatted(policy);
    try (HostBench bench = HostBench.of(host, "{}", 2, answers).connected()) {
      bench.until(SECOND);
      // a change of ANA raises an event, which this host is told as another one
      bench.target.changeAna(2, Fault.Ana.State.NON_OPTIMIZED);
      bench.until(2 * SECOND);

      Event begun =
          bench.first(bench.controller(B).lane(), ControllerEvent.ResetBegun.class::isInstance);
      assertThat(((ControllerEvent.ResetBegun) begun.detail()).reason())
          .isEqualTo(ControllerEvent.ResetBegun.INTERNAL_ERROR);
      assertThat(bench.details(FencingEvent.Started.class)).isEmpty();
      assertThat(bench.details(ControllerEvent.ErrorRecovery.class)).isEmpty();
      assertThat(bench.controller(B).state()).isEqualTo(ControllerState.LIVE);
      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.LIVE);
    }
  }

  @Test
  void aKeepAliveThatIsAnsweredWithAnErrorStartsNoRecoveryAndIsTheLast() {
    Meddler.Answers answers =
        new Meddler.Answers() {
          @Override
          public Completion completion(int port, Command of, Completion came) {
            return port == 2 && is(of, Opcode.Admin.KEEP_ALIVE)
                ? Meddler.with(came, Status.of(StatusCode.COMMAND_INTERRUPTED), 0)
                : came;
          }
        };
    try (HostBench bench = HostBench.of("{}", "{}", 2, answers).connected()) {
      bench.until(20 * SECOND);

      Event failed =
          bench.first(bench.controller(B).lane(), KeepAliveEvent.Failed.class::isInstance);
      Event recovery =
          bench.first(bench.controller(B).lane(), ControllerEvent.ErrorRecovery.class::isInstance);
      // only when the target has missed the next ones and has closed the connections
      assertThat(recovery.nanos() - failed.nanos()).isGreaterThan(4 * SECOND);
      assertThat(((ControllerEvent.ErrorRecovery) recovery.detail()).trigger())
          .contains("connection");
      assertThat(bench.events)
          .filteredOn(event ->
              event.lane().equals(bench.controller(B).lane())
                  && event.nanos() > failed.nanos()
                  && event.nanos() < recovery.nanos()
                  && event.detail() instanceof KeepAliveEvent.Sent)
          .isEmpty();
    }
  }

  /** Steps of a bring-up, and whether Linux keeps their status so that DNR ends the attempts. */
  enum Refused {
    CONNECT(true),
    CAP(true),
    CC(true),
    CSTS(true),
    VS(true),
    ANA_LOG(true),
    IDENTIFY(false),
    QUEUE_COUNT(false);

    private final boolean isFinal;

    Refused(boolean isFinal) {
      this.isFinal = isFinal;
    }

    boolean names(Command command) {
      return switch (this) {
        case CONNECT -> fabrics(command, Opcode.Fabrics.CONNECT);
        case CAP -> property(command, Opcode.Fabrics.PROPERTY_GET, Property.CAP);
        case CC -> property(command, Opcode.Fabrics.PROPERTY_SET, Property.CC);
        case CSTS -> property(command, Opcode.Fabrics.PROPERTY_GET, Property.CSTS);
        case VS -> property(command, Opcode.Fabrics.PROPERTY_GET, Property.VS);
        case ANA_LOG ->
            is(command, Opcode.Admin.GET_LOG_PAGE)
                && LogPageRequest.of(command).lid() == LogPageRequest.LID_ANA;
        case IDENTIFY -> isIdentifyController(command);
        case QUEUE_COUNT -> is(command, Opcode.Admin.SET_FEATURES);
      };
    }
  }

  private static boolean isIdentifyController(Command command) {
    return is(command, Opcode.Admin.IDENTIFY)
        && IdentifyRequest.of(command).cns() == IdentifyRequest.CNS_CONTROLLER;
  }

  private static boolean fabrics(Command command, Opcode.Fabrics type) {
    return command.isFabrics() && command.fctype() == type.code();
  }

  private static boolean property(Command command, Opcode.Fabrics type, Property property) {
    return fabrics(command, type) && PropertyRequest.of(command).offset() == property.offset();
  }

  /** While it is on, a step is refused on path B. */
  private static final class Refusal implements Meddler.Answers {
    private final Refused step;
    private final boolean dnr;
    private boolean on;

    Refusal(Refused step, boolean dnr) {
      this.step = step;
      this.dnr = dnr;
    }

    @Override
    public Completion completion(int port, Command of, Completion came) {
      return on && port == 2 && step.names(of)
          ? Meddler.with(came, new Status(StatusCode.INTERNAL_ERROR.code(), dnr), 0)
          : came;
    }
  }

  private static void aStepIsRefused(Refused step, boolean dnr, boolean isFinal) {
    Refusal refusal = new Refusal(step, dnr);
    try (HostBench bench = HostBench.of("{\"policy\": \"none\"}", "{}", 2, refusal).connected()) {
      bench.until(SECOND);
      refusal.on = true;
      bench.fault(new Fault.Reset("B"));
      bench.until(25 * SECOND);

      assertThat(bench.details(ReconnectEvent.Failed.class)).hasSize(isFinal ? 1 : 2);
      assertThat(bench.controller(B).state())
          .isEqualTo(isFinal ? ControllerState.DEAD : ControllerState.CONNECTING);
      if (isFinal) {
        assertThat(bench.details(ReconnectEvent.Removed.class).getFirst().reason())
            .endsWith("was refused with Do Not Retry");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void doNotRetryEndsTheAttemptsWhereLinuxKeepsTheStatus(Refused step) {
    aStepIsRefused(step, true, step.isFinal);
  }

  @ParameterizedTest
  @EnumSource
  void withoutDoNotRetryTheAttemptsGoOn(Refused step) {
    aStepIsRefused(step, false, false);
  }
}
