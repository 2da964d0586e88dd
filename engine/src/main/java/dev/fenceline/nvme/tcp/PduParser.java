package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Splits one direction of an NVMe/TCP connection into PDUs. Independent of channels: a live
 * connection uses it through {@link PduDecoder}; a tap or a capture calls {@link #parse} with the
 * bytes that have arrived.
 *
 * <p>The first PDU must be the ICReq or ICResp. A host's parser takes the digests from the ICResp
 * it reads; the owner of a controller's parser sets them with {@link #use} before the next PDU. PDO
 * determines the padding before the data. After a fatal error the stream has no meaning: every
 * further byte is discarded. For use by one thread at a time.
 */
public final class PduParser {
  private enum State {
    INITIAL,
    OPEN,
    BAD
  }

  private final Receiver receiver;
  private final int maxPduBytes;
  private Digests digests = Digests.NONE;
  private State state = State.INITIAL;
  private @Nullable Consumer<PduRule> told;

  /**
   * @param receiver who receives these bytes
   * @param maxPduBytes longest PDU that is accepted, in bytes, at least 152
   */
  public PduParser(Receiver receiver, int maxPduBytes) {
    if (maxPduBytes < PduType.TERM_REQ_LENGTH_MAX) {
      throw new IllegalArgumentException("PDU limit " + maxPduBytes);
    }
    this.receiver = receiver;
    this.maxPduBytes = maxPduBytes;
  }

  /** Sets the digests that the ICResp granted. They apply from the next PDU on. */
  public void use(Digests granted) {
    digests = granted;
  }

  /** Starts at the beginning of a PDU in a connection whose initialization was not seen. */
  public void resume(Digests inUse) {
    digests = inUse;
    state = State.OPEN;
  }

  /**
   * Accepts PDUs that break a {@link PduRule} and passes each broken rule of a PDU to the sink
   * once.
   */
  public void tolerate(Consumer<PduRule> sink) {
    told = sink;
  }

  /** Reports whether a fatal error has ended the stream. */
  public boolean isBad() {
    return state == State.BAD;
  }

  /**
   * Takes the next PDU from the buffer.
   *
   * @param in the bytes that have arrived and were not taken yet; the caller keeps ownership
   * @return the PDU, owned by the caller, with its data as a retained slice of the buffer; null if
   *     more bytes are needed, in which case no byte is taken
   * @throws FatalErrorException at the first byte that shows that the stream cannot continue; the
   *     rest of the buffer is discarded
   */
  public @Nullable Pdu parse(ByteBuf in) throws FatalErrorException {
    return endingStreamIfFatal(in, this::whole);
  }

  /**
   * Takes the header of the next PDU from the buffer, for callers that do not need its data. The
   * caller passes the data to {@link PassingPdu#take} before the next PDU.
   *
   * @param in the bytes that have arrived and were not taken yet; the caller keeps ownership
   * @return the PDU, which needs no release; null if more bytes are needed, in which case no byte
   *     is taken
   * @throws FatalErrorException as {@link #parse}
   */
  public @Nullable PassingPdu begin(ByteBuf in) throws FatalErrorException {
    return endingStreamIfFatal(in, this::header);
  }

  private interface Reading<T> {
    @Nullable T from(ByteBuf in) throws FatalErrorException;
  }

  private <T> @Nullable T endingStreamIfFatal(ByteBuf in, Reading<T> reading)
      throws FatalErrorException {
    if (state == State.BAD) {
      in.skipBytes(in.readableBytes());
      return null;
    }
    try {
      return reading.from(in);
    } catch (FatalErrorException fatal) {
      state = State.BAD;
      in.skipBytes(in.readableBytes());
      throw fatal;
    }
  }

  private @Nullable Pdu whole(ByteBuf in) throws FatalErrorException {
    Frame frame = frame(in);
    if (frame == null || in.readableBytes() < frame.length()) {
      return null;
    }
    Pdu pdu = frame.read();
    accepted(pdu);
    return pdu;
  }

  private @Nullable PassingPdu header(ByteBuf in) throws FatalErrorException {
    Frame frame = frame(in);
    if (frame == null || in.readableBytes() < frame.lengthWithoutData()) {
      return null;
    }
    PassingPdu pdu = frame.readWithoutData();
    accepted(pdu.pdu());
    return pdu;
  }

  private @Nullable Frame frame(ByteBuf in) throws FatalErrorException {
    if (in.readableBytes() < Header.COMMON_LENGTH) {
      return null;
    }
    Frame frame = new Frame(in, digests, told);
    frame.check(receiver, maxPduBytes);
    checkSequence(frame);
    return frame;
  }

  private void accepted(Pdu pdu) {
    state = State.OPEN;
    if (pdu instanceof Pdu.IcResp response) {
      digests = response.digests();
    }
  }

  /**
   * Checks that the initialization comes first and only once. A C2HTermReq may refuse a host before
   * the ICResp.
   */
  private void checkSequence(Frame frame) throws FatalErrorException {
    boolean initialization = frame.type().isInitialization();
    if (state == State.INITIAL && !initialization && frame.type() != PduType.C2H_TERM_REQ) {
      throw frame.sequenceError(frame.type().label() + " before the initialization");
    }
    if (state == State.OPEN && initialization) {
      throw frame.sequenceError("second " + frame.type().label());
    }
  }
}
