package dev.fenceline.event;

/** A remark that is not a protocol step. */
@Kind("note")
public record Note(String text) implements Detail {}
