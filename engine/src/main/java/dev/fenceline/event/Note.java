package dev.fenceline.event;

import static dev.fenceline.event.Meaning.TEXT;

@Kind(name = "note", text = "A remark that is not a protocol step.")
public record Note(@Field(value = TEXT, text = "the remark") String text) implements Detail {}
