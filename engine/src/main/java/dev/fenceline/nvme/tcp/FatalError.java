package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.Bytes;
import java.util.Optional;

/**
 * A transport error that ends the connection. The side that detects it sends a TermReq as its last
 * PDU and closes the connection (NVMe/TCP transport specification, fatal errors).
 *
 * @param status fatal error status (FES)
 * @param information fatal error information (FEI): a byte offset or the received header digest,
 *     unsigned 32 bits
 * @param header start of the offending PDU, at most 128 bytes
 * @param problem what was wrong, in words
 */
public record FatalError(Status status, long information, Bytes header, String problem) {
  /** Largest number of bytes of the offending header in a TermReq. */
  public static final int HEADER_MAX = 128;

  public FatalError {
    if (header.length() > HEADER_MAX) {
      throw new IllegalArgumentException("header of " + header.length() + " bytes");
    }
  }

  /**
   * Returns an error that does not follow from the PDU alone, such as an unknown TTAG. Its
   * information is 0.
   */
  public static FatalError of(Status status, String problem) {
    return new FatalError(status, 0, Bytes.zero(0), problem);
  }

  /** Returns the TermReq that a controller sends. */
  public Pdu.C2hTermReq toC2hTermReq() {
    return new Pdu.C2hTermReq(status.code(), information, header);
  }

  /** Returns the TermReq that a host sends. */
  public Pdu.H2cTermReq toH2cTermReq() {
    return new Pdu.H2cTermReq(status.code(), information, header);
  }

  /** Fatal error status, with the texts that Linux prints for a received C2HTermReq. */
  public enum Status {
    INVALID_HEADER_FIELD(0x01, "Invalid PDU Header Field"),
    SEQUENCE_ERROR(0x02, "PDU Sequence Error"),
    HEADER_DIGEST_ERROR(0x03, "Header Digest Error"),
    OUT_OF_RANGE(0x04, "Data Transfer Out Of Range"),
    LIMIT_EXCEEDED(0x05, "Data Transfer Limit Exceeded"),
    UNSUPPORTED_PARAMETER(0x06, "Unsupported Parameter");

    private final int code;
    private final String label;

    Status(int code, String label) {
      this.code = code;
      this.label = label;
    }

    /** Returns the FES on the wire. */
    public int code() {
      return code;
    }

    public String label() {
      return label;
    }

    public static Optional<Status> of(int code) {
      for (Status status : values()) {
        if (status.code == code) {
          return Optional.of(status);
        }
      }
      return Optional.empty();
    }
  }
}
