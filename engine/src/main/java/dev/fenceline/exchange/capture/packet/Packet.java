package dev.fenceline.exchange.capture.packet;

import java.nio.ByteBuffer;

/**
 * One packet as a capture holds it.
 *
 * @param nanos when it was seen: nanoseconds since 1970 (UTC)
 * @param linkType the type of its first bytes, a number from the registry of link types
 * @param bytes its captured bytes
 * @param length its length on the wire in bytes, which is larger if the capture cut it
 */
public record Packet(long nanos, int linkType, ByteBuffer bytes, int length) {}
