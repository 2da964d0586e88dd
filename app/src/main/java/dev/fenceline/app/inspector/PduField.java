package dev.fenceline.app.inspector;

/**
 * A field of a PDU header, named as Wireshark names it.
 *
 * @param name its name
 * @param value its value as text; empty for a group of fields
 * @param from its first byte in the header
 * @param length its length in bytes
 * @param depth how deep it is nested, from 0
 * @param term the term of the glossary that explains it; empty if none does
 */
record PduField(String name, String value, int from, int length, int depth, String term) {}
