package dev.fenceline.timeline.explanation;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.nvme.Status;
import dev.fenceline.timeline.Text;

/** Sentences about the events of a host controller. */
final class ControllerText {
  private ControllerText() {}

  static String why(Event event, ControllerEvent detail) {
    return switch (detail) {
      case ControllerEvent.Created it ->
          "A controller%s%s."
              .formatted(
                  it.path().isEmpty() ? "" : " for path " + it.path(),
                  it.address().isEmpty() ? "" : " to " + it.address());
      case ControllerEvent.Returned it ->
          ("The host connects %s again, which it had closed at %s without stopping it. It may have"
                  + " recovered it, or have ended and been started again: nothing shows which.")
              .formatted(event.lane().name(), Text.moment(it.closedNanos()));
      case ControllerEvent.StateChanged it -> it.to().explanation() + Text.reason(it.reason());
      case ControllerEvent.Identified it ->
          ("This life of the controller is %s. KATO %s, CQT %s, at most %d resets at a time as a"
                  + " source.")
              .formatted(
                  it.instance(),
                  Text.millis(it.katoMillis()),
                  Text.millis(it.cqtMillis()),
                  it.ccrLimit());
      case ControllerEvent.Connected it ->
          "The newly created controller connected to %s.".formatted(it.address());
      case ControllerEvent.ConnectFailed it ->
          "Bring-up failed at %s: %s.".formatted(it.step(), it.text());
      case ControllerEvent.ResetBegun it ->
          "The host resets %s%s: %s."
              .formatted(event.lane().name(), order(it.stopsFirst()), it.reason());
      case ControllerEvent.RemovalBegun it ->
          "The host removes %s%s.".formatted(event.lane().name(), order(it.stopsFirst()));
      case ControllerEvent.NotStopped it ->
          "%s did not say that it has stopped: %s. The host continues regardless."
              .formatted(event.lane().name(), missing(it));
      case ControllerEvent.Stopped it ->
          it.shutDown()
              ? "The controller says that its shutdown is complete."
              : "The controller says that it is disabled.";
      case ControllerEvent.AnaState _ -> "How well this path reaches the namespaces of a group.";
      case ControllerEvent.ErrorRecovery it ->
          "%s%s%s. %s"
              .formatted(
                  it.earlier()
                      ? "%s had failed before the recording begins".formatted(event.lane().name())
                      : "The host takes %s for failed".formatted(event.lane().name()),
                  it.trigger().startsWith("not known") ? "; why is " : ": ",
                  it.trigger(),
                  when(it) + recovering(it));
    };
  }

  private static String when(ControllerEvent.ErrorRecovery it) {
    return it.sinceNanos() == ControllerEvent.ErrorRecovery.NOT_SEEN
        ? "It knew by now; since when is not known. "
        : "";
  }

  private static String order(boolean stopsFirst) {
    return stopsFirst
        ? ", in the order of this program, not of Linux (what is in flight goes elsewhere only"
            + " when the controller has stopped or T is over)"
        : "";
  }

  private static String missing(ControllerEvent.NotStopped it) {
    return switch (it.why()) {
      case PROPERTY_SET -> "writing CC ended with " + Status.ofField(it.value());
      case PROPERTY_GET -> "reading CSTS ended with " + Status.ofField(it.value());
      case TOO_LONG -> "CSTS was %Xh when its time was over".formatted(it.value());
    };
  }

  private static String recovering(ControllerEvent.ErrorRecovery it) {
    if (it.notKnown()) {
      return "Whether it fences the controller is not known.";
    }
    return it.fencing()
        ? "It fences the controller before anything is retried elsewhere."
        : "It does not wait: nothing keeps old copies from landing after their retries.";
  }
}
