package dev.fenceline.scenario;

/**
 * One path from the host to a port of the target.
 *
 * @param name such as A; unique
 * @param port number of the target port, from 1
 * @param address the address that people see, such as 10.0.0.1:4420; the sockets are elsewhere
 * @param delayMicros one-way delay
 * @param jitterMicros the delay varies by up to this much either way; bytes never overtake
 * @param keptBytesLimit how many bytes a stalled direction of one connection keeps before it stops
 *     reading
 */
public record PathSettings(
    String name,
    int port,
    String address,
    long delayMicros,
    long jitterMicros,
    long keptBytesLimit) {}
