package dev.fenceline.event;

import dev.fenceline.event.value.Rule;
import java.util.List;

/**
 * What the values of a {@link Field} mean. A reader that distinguishes fields, such as an overlay
 * that shifts times, uses the meaning, never the name of a component.
 */
public enum Meaning {
  /** A time on the clock of the session, in nanoseconds since the session began. */
  MOMENT("time of the session"),
  /** The time on the recorder's own clock, in nanoseconds, at time 0 of the session. */
  ORIGIN("the recorder's time at time 0 of the session"),
  /** A length of time; the name of the component ends in its unit. */
  DURATION("length of time"),
  /** The device name of a host controller, or the name of a path: the name of a lane. */
  DEVICE("name of a controller or path"),
  /** The sequence number of an event. */
  EVENT("`seq` of an event"),
  /** The number of a logical operation of the workload, from 1. */
  OPERATION("number of the logical operation"),
  /** The number of a connection of a path, from 1 in the order in which the link accepted them. */
  CONNECTION("number of the connection on its path"),
  /** A queue ID; 0 is the admin queue. */
  QUEUE("queue ID; 0 is the admin queue"),
  /** The 16-bit command identifier on the wire. */
  COMMAND("command identifier on the wire"),
  /** A controller ID (CNTLID). */
  CONTROLLER("controller ID (CNTLID)"),
  /** The identity of a controller instance: CNTLID, CIU and CIRN. */
  INSTANCE("identity of the instance: `cntlid`, `ciu`, `cirn`"),
  /** 64 random bits, more than a JSON number can hold in all programs. */
  RANDOM("64 random bits in 16 hexadecimal digits"),
  /** Any other name or number that identifies something. */
  IDENTIFIER("identifier"),
  /** The address of a logical block. */
  BLOCK("address of a logical block"),
  /** A number that counts from 1, such as that of an attempt. */
  ORDINAL("number, from 1"),
  /** A number of things. */
  COUNT("number of things"),
  /** A number of bytes. */
  BYTES("number of bytes"),
  /** A completion status, shifted right by one. */
  STATUS("completion status, shifted right by one"),
  /** An opcode of the queue that the event names; the admin queue has fabrics opcodes too. */
  OPCODE("opcode"),
  /** A number whose values or bits a specification defines. */
  CODE("number that a specification defines"),
  /** One of several constants. */
  CHOICE("one of several constants"),
  /** A rule that a finding is about, by its code. */
  RULE("code of a rule"),
  /** Yes or no. */
  FLAG("yes or no"),
  /** Text for readers. */
  TEXT("words");

  private final String text;

  Meaning(String text) {
    this.text = text;
  }

  /** Returns a phrase for the meaning, in Markdown. */
  public String text() {
    return text;
  }

  /** Reports whether a component of this type can have the meaning. */
  public boolean fits(Class<?> type) {
    return switch (this) {
      case MOMENT, ORIGIN, DURATION, RANDOM, BLOCK -> type == long.class;
      case EVENT, OPERATION -> type == long.class || type == List.class;
      case CONNECTION, QUEUE, COMMAND, CONTROLLER, STATUS, OPCODE -> type == int.class;
      case ORDINAL, COUNT, BYTES, CODE -> isNumber(type);
      case IDENTIFIER -> isNumber(type) || type == String.class || type == List.class;
      case DEVICE, TEXT -> type == String.class;
      case INSTANCE -> type.isRecord();
      case CHOICE -> type.isEnum();
      case RULE -> type == Rule.class;
      case FLAG -> type == boolean.class;
    };
  }

  private static boolean isNumber(Class<?> type) {
    return type == int.class || type == long.class;
  }
}
