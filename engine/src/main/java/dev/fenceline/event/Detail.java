package dev.fenceline.event;

/**
 * What happened: a sealed family of records, one file a family. Every leaf record carries a {@link
 * Kind}, the name by which it is known in session files.
 *
 * <p>Components of a detail are {@code int}, {@code long}, {@code boolean}, {@code String}, enums,
 * records of these and lists of {@code Long} or {@code String}. A reference may be null only where
 * it is marked so.
 *
 * <p>A {@code status} is always the NVMe completion status shifted right by one, as Linux prints
 * it: SC in bits 0 to 7, SCT in bits 8 to 10, More in bit 13, DNR in bit 14. A {@code cid} is the
 * 16-bit command identifier of the wire.
 *
 * <p>Names of components mean the same everywhere, for a recording that is laid over another one is
 * rewritten by them: {@code operation} is a logical operation; a text {@code source}, {@code path},
 * {@code from} or {@code to} names a device or path.
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
