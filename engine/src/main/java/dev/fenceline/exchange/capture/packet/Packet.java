package dev.fenceline.exchange.capture.packet;

import java.nio.ByteBuffer;

/**
 * One packet of a capture.
 *
 * @param nanos when it was seen: nanoseconds since 1970 (UTC)
 * @param linkType the type of its first bytes, a number from the registry of link types
 * @param bytes its captured bytes
 * @param length its length on the wire in bytes, which is larger if the capture truncated it
 */
public record Packet(long nanos, int linkType, ByteBuffer bytes, int length) {}
