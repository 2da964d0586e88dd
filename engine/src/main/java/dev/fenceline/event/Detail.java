package dev.fenceline.event;

/**
 * The contents of an event: a sealed hierarchy of records, one file for each family. Every record
 * has a {@link Kind}, and every component a {@link Field}: readers of events use nothing else, so a
 * new kind needs no other description.
 *
 * <p>The components of a detail are {@code int}, {@code long}, {@code boolean}, {@code String},
 * enums, records of these and lists of {@code Long} or {@code String}. Only a component marked
 * {@code @Nullable} may be null.
 *
 * <p>A {@code status} is always the NVMe completion status shifted right by one, as Linux prints
 * it: SC in bits 0 to 7, SCT in bits 8 to 10, More in bit 13, DNR in bit 14. A {@code cid} is the
 * 16-bit command identifier on the wire.
 */
public sealed interface Detail
    permits ActionEvent,
        AenEvent,
        CaptureEvent,
        CommandEvent,
        ConnectionEvent,
        ControllerEvent,
        FencingEvent,
        Finding,
        HoldEvent,
        InstanceEvent,
        IoEvent,
        KeepAliveEvent,
        LogEvent,
        Note,
        PathEvent,
        PduEvent,
        ReconnectEvent,
        RunEvent,
        TimerEvent,
        UnknownEvent {}
