package dev.fenceline.report;

/** A name and a value with its unit, for tables of two columns. */
record Fact(String name, String value) {}
