package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary PDUs and their parts. */
final class PduSamples {
  private static final long U32_MAX = 0xFFFF_FFFFL;

  private PduSamples() {}

  static Arbitrary<Integer> u16() {
    return Arbitraries.integers().between(0, 0xFFFF);
  }

  static Arbitrary<Long> u32() {
    return Arbitraries.longs().between(0, U32_MAX);
  }

  static Arbitrary<byte[]> bytes(int min, int max) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(min).ofMaxSize(max);
  }

  static Arbitrary<ByteBuf> data() {
    return bytes(1, 600).map(Unpooled::copiedBuffer);
  }

  static Arbitrary<Digests> digests() {
    return Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false))
        .as(Digests::new);
  }

  static Arbitrary<Command> commands() {
    return bytes(Command.SIZE, Command.SIZE)
        .map(bytes -> Command.read(Unpooled.wrappedBuffer(bytes)));
  }

  static Arbitrary<Status> statuses() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 0x7FF), Arbitraries.of(true, false))
        .as(Status::new);
  }

  static Arbitrary<Completion> completions() {
    return Combinators.combine(
            Arbitraries.integers(),
            Arbitraries.integers(),
            u16(),
            u16(),
            u16(),
            statuses(),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(true, false))
        .as(Completion::new);
  }

  private static Arbitrary<Integer> alignments() {
    return Arbitraries.integers().between(0, Header.PDA_MAX);
  }

  private static Arbitrary<Bytes> headers() {
    return bytes(0, FatalError.HEADER_MAX).map(Bytes::of);
  }

  static Arbitrary<Pdu> initialization(Receiver receiver) {
    return receiver == Receiver.CONTROLLER
        ? Combinators.combine(alignments(), digests(), u32()).as(Pdu.IcReq::new)
        : Combinators.combine(
                alignments(),
                digests(),
                Arbitraries.longs().between(1024, U32_MAX / 4).map(words -> words * 4))
            .as(Pdu.IcResp::new);
  }

  /** Any PDU that may come once the connection is initialized. */
  static Arbitrary<Pdu> pdus(Receiver receiver) {
    return receiver == Receiver.CONTROLLER
        ? Arbitraries.oneOf(
            Combinators.combine(u16(), u32(), headers()).as(Pdu.H2cTermReq::new),
            commands().map(Pdu.CapsuleCmd::new),
            Combinators.combine(commands(), data())
                .as((command, data) -> new Pdu.CapsuleCmd(command, data)),
            Combinators.combine(u16(), u16(), u32(), Arbitraries.of(true, false), data())
                .as((cccid, ttag, offset, last, data) ->
                    new Pdu.H2cData(cccid, ttag, offset, last, data)))
        : Arbitraries.oneOf(
            Combinators.combine(u16(), u32(), headers()).as(Pdu.C2hTermReq::new),
            completions().map(Pdu.CapsuleResp::new),
            Combinators.combine(u16(), u32(), Arbitraries.integers().between(0, 2), data())
                .as((cccid, offset, end, data) ->
                    new Pdu.C2hData(cccid, offset, end > 0, end > 1, data)),
            Combinators.combine(u16(), u16(), u32(), u32()).as(Pdu.R2t::new));
  }
}
