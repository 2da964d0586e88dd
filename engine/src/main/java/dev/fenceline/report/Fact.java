package dev.fenceline.report;

/** A name and its value with its unit, as tables of two columns show it. */
record Fact(String name, String value) {}
