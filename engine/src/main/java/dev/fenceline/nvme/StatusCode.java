package dev.fenceline.nvme;

import java.util.Optional;

/** Known status codes as SCT:SC (SCT shifted left by 8), with Linux's names (host/constants.c). */
public enum StatusCode {
  SUCCESS(0x000, "Success", BlkStatus.OK),
  INVALID_OPCODE(0x001, "Invalid Command Opcode", BlkStatus.NOTSUPP),
  INVALID_FIELD(0x002, "Invalid Field in Command", BlkStatus.NOTSUPP),
  COMMAND_ID_CONFLICT(0x003, "Command ID Conflict", BlkStatus.IOERR),
  DATA_TRANSFER_ERROR(0x004, "Data Transfer Error", BlkStatus.IOERR),
  INTERNAL_ERROR(0x006, "Internal Error", BlkStatus.IOERR),
  ABORT_REQUESTED(0x007, "Command Abort Requested", BlkStatus.IOERR),
  ABORTED_SQ_DELETION(0x008, "Command Aborted due to SQ Deletion", BlkStatus.IOERR),
  INVALID_NAMESPACE(0x00B, "Invalid Namespace or Format", BlkStatus.NOTSUPP),
  COMMAND_SEQUENCE_ERROR(0x00C, "Command Sequence Error", BlkStatus.IOERR),
  SGL_LENGTH_INVALID(0x00F, "SGL Data Length Invalid", BlkStatus.IOERR),
  SGL_TYPE_INVALID(0x011, "SGL Descriptor Type Invalid", BlkStatus.IOERR),
  SGL_OFFSET_INVALID(0x016, "SGL Offset Invalid", BlkStatus.IOERR),
  KEEP_ALIVE_EXPIRED(0x019, "Keep Alive Timeout Expired", BlkStatus.IOERR),
  KEEP_ALIVE_INVALID(0x01A, "Keep Alive Timeout Invalid", BlkStatus.IOERR),
  COMMAND_INTERRUPTED(0x021, "Command Interrupted", BlkStatus.TARGET),
  TRANSIENT_TRANSPORT_ERROR(0x022, "Transient Transport Error", BlkStatus.IOERR),
  LBA_OUT_OF_RANGE(0x080, "LBA Out of Range", BlkStatus.TARGET),
  CAPACITY_EXCEEDED(0x081, "Capacity Exceeded", BlkStatus.NOSPC),
  NAMESPACE_NOT_READY(0x082, "Namespace Not Ready", BlkStatus.TARGET),
  RESERVATION_CONFLICT(0x083, "Reservation Conflict", BlkStatus.RESV_CONFLICT),
  INVALID_QUEUE(0x101, "Invalid Queue Identifier", BlkStatus.IOERR),
  AER_LIMIT_EXCEEDED(0x105, "Asynchronous Event Request Limit Exceeded", BlkStatus.IOERR),
  INVALID_LOG_PAGE(0x109, "Invalid Log Page", BlkStatus.IOERR),
  CCR_IN_PROGRESS(0x13F, "Cross-Controller Reset In Progress", BlkStatus.IOERR),
  CCR_LOG_FULL(0x140, "Cross-Controller Reset Log Page Full", BlkStatus.IOERR),
  CCR_LIMIT_EXCEEDED(0x141, "Cross-Controller Reset Limit Exceeded", BlkStatus.IOERR),
  CONNECT_FORMAT(0x180, "Connect Incompatible Format", BlkStatus.NOTSUPP),
  CONNECT_CONTROLLER_BUSY(0x181, "Connect Controller Busy", BlkStatus.IOERR),
  CONNECT_INVALID_PARAMETER(0x182, "Connect Invalid Parameters", BlkStatus.IOERR),
  CONNECT_RESTART_DISCOVERY(0x183, "Connect Restart Discovery", BlkStatus.IOERR),
  CONNECT_INVALID_HOST(0x184, "Connect Invalid Host", BlkStatus.IOERR),
  AUTHENTICATION_REQUIRED(0x191, "Authentication Required", BlkStatus.IOERR),
  WRITE_FAULT(0x280, "Write Fault", BlkStatus.MEDIUM),
  READ_ERROR(0x281, "Unrecovered Read Error", BlkStatus.MEDIUM),
  INTERNAL_PATH_ERROR(0x300, "Internal Pathing Error", BlkStatus.IOERR),
  ANA_PERSISTENT_LOSS(0x301, "Asymmetric Access Persistent Loss", BlkStatus.IOERR),
  ANA_INACCESSIBLE(0x302, "Asymmetric Access Inaccessible", BlkStatus.IOERR),
  ANA_TRANSITION(0x303, "Asymmetric Access Transition", BlkStatus.IOERR),
  CONTROLLER_PATH_ERROR(0x360, "Controller Pathing Error", BlkStatus.IOERR),
  HOST_PATH_ERROR(0x370, "Host Pathing Error", BlkStatus.TRANSPORT),
  HOST_ABORTED_COMMAND(0x371, "Host Aborted Command", BlkStatus.IOERR);

  private final int code;
  private final String label;
  private final BlkStatus blkStatus;

  StatusCode(int code, String label, BlkStatus blkStatus) {
    this.code = code;
    this.label = label;
    this.blkStatus = blkStatus;
  }

  /** Returns the 11-bit number SCT:SC. */
  public int code() {
    return code;
  }

  public String label() {
    return label;
  }

  BlkStatus blkStatus() {
    return blkStatus;
  }

  static Optional<StatusCode> of(int code) {
    for (StatusCode status : values()) {
      if (status.code == code) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
