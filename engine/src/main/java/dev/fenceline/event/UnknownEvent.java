package dev.fenceline.event;

import static dev.fenceline.event.Meaning.IDENTIFIER;
import static dev.fenceline.event.Meaning.TEXT;

/**
 * An event of a kind that this version does not know. It is kept unchanged, so that loading and
 * saving a session loses nothing. It has no {@link Kind}; {@code kind} is its name.
 */
public record UnknownEvent(
    @Field(value = IDENTIFIER, text = "the name of the kind in the file") String kind,
    @Field(value = TEXT, text = "its other fields, as one JSON object") String json)
    implements Detail {}
