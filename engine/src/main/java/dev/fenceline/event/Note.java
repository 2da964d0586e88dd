package dev.fenceline.event;

/** Something worth saying that is no protocol step. */
@Kind("note")
public record Note(String text) implements Detail {}
