package dev.fenceline.event;

/**
 * An event of a kind that this version does not know. It is kept unchanged, so that loading and
 * saving a session loses nothing. It has no {@link Kind}; {@code kind} is its name.
 *
 * @param kind the name in the file
 * @param json its other fields, as one JSON object
 */
public record UnknownEvent(String kind, String json) implements Detail {}
