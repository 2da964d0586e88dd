package dev.fenceline.nvme;

/** Linux block layer status (blk_types.h), as printed after "nvme_keep_alive_end_io error=". */
public enum BlkStatus {
  OK(0),
  NOTSUPP(1),
  TIMEOUT(2),
  NOSPC(3),
  TRANSPORT(4),
  TARGET(5),
  RESV_CONFLICT(6),
  MEDIUM(7),
  PROTECTION(8),
  RESOURCE(9),
  IOERR(10),
  AGAIN(12);

  private final int number;

  BlkStatus(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
