package dev.fenceline.exchange.kernellog.line;

import java.io.IOException;
import java.util.Collection;

/**
 * The exception for a host whose lines a log does not contain. The message says which hosts it
 * contains.
 */
public final class UnknownHostException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnknownHostException(String host, Collection<String> hosts) {
    super(
        hosts.size() == 1 && hosts.contains("")
            ? "no line of this log says that it is of host " + host
            : "this log has no lines of host %s; it has lines of %s"
                .formatted(host, String.join(", ", hosts)));
  }
}
