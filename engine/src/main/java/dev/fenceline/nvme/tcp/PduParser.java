package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one direction of an NVMe/TCP connection into PDUs. Independent of channels: a live
 * connection uses it through {@link PduDecoder}, a tap or a capture calls {@link #parse} with what
 * has arrived.
 *
 * <p>The first PDU must be the ICReq or ICResp. A host's parser takes the digests from the ICResp
 * it reads; a controller's is told by {@link #use} before the next PDU. Padding before the data is
 * honoured wherever PDO points. After a fatal error the stream has no meaning: every further byte
 * is discarded. For use by one thread at a time.
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
  private @Nullable Consumer<Rule> told;

  /**
   * @param receiver who receives these bytes
   * @param maxPduBytes longest PDU that is taken, in bytes, at least 152
   */
  public PduParser(Receiver receiver, int maxPduBytes) {
    if (maxPduBytes < PduType.TERM_REQ_LENGTH_MAX) {
      throw new IllegalArgumentException("PDU limit " + maxPduBytes);
    }
    this.receiver = receiver;
    this.maxPduBytes = maxPduBytes;
  }

  /** The digests that the ICResp granted; they apply from the next PDU on. */
  public void use(Digests granted) {
    digests = granted;
  }

  /** Starts in the middle of a connection whose initialization was not seen, at a PDU's begin. */
  public void resume(Digests inUse) {
    digests = inUse;
    state = State.OPEN;
  }

  /** A PDU that breaks a {@link Rule} is read as far as it goes, and told here: each rule once. */
  public void tolerate(Consumer<Rule> sink) {
    told = sink;
  }

  /** Whether a fatal error has ended the stream. */
  public boolean isBad() {
    return state == State.BAD;
  }

  /**
   * Takes the next PDU from the buffer.
   *
   * @param in what has arrived and was not taken yet; stays the caller's
   * @return the PDU, now the caller's, with its data as a retained slice of the buffer; null if
   *     more bytes are needed, and then nothing was taken
   * @throws FatalErrorException at the first byte that shows the stream cannot go on; the rest of
   *     the buffer is discarded
   */
  public @Nullable Pdu parse(ByteBuf in) throws FatalErrorException {
    return endingStreamIfFatal(in, this::whole);
  }

  /**
   * Takes the header of the next PDU from the buffer, for who does not need its data: that is left
   * to {@link PassingPdu#take}, and comes before the next PDU.
   *
   * @param in what has arrived and was not taken yet; stays the caller's
   * @return the PDU, of which nothing is to be released; null if more bytes are needed, and then
   *     nothing was taken
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

  /** A host may be refused by C2HTermReq before any ICResp. */
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
