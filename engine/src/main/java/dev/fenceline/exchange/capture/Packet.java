package dev.fenceline.exchange.capture;

import java.nio.ByteBuffer;

/**
 * One packet as a capture holds it.
 *
 * @param nanos when it was seen: nanoseconds since 1970 (UTC)
 * @param linkType what its first bytes are, a number of the registry of link types
 * @param bytes what was kept of it
 * @param length bytes that it had on the wire; more than were kept where the capture cut it
 */
record Packet(long nanos, int linkType, ByteBuffer bytes, int length) {}
