package dev.fenceline.event;

/**
 * An event of a kind that this version does not know, kept as it came so that a load and save loses
 * nothing. It has no {@link Kind}: its own is in {@code kind}.
 *
 * @param kind the name in the file
 * @param json its other fields, one JSON object
 */
public record UnknownEvent(String kind, String json) implements Detail {}
