package dev.assay.chaos.toxiproxy.toxic;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of trouble and its settings. Immutable; any number is accepted for any setting, as
 * Toxiproxy does, and one that makes no sense does no harm.
 */
public sealed interface Toxic
        permits Bandwidth, Latency, LimitData, Noop, ResetPeer, Slicer, SlowClose, Timeout {

    /** One of each kind with the settings that a request gets which names none. */
    List<Toxic> KINDS = List.of(
            new Bandwidth(0),
            new Latency(0, 0),
            new LimitData(0),
            new Noop(),
            new ResetPeer(0),
            new Slicer(0, 0, 0),
            new SlowClose(0),
            new Timeout(0));

    /** The kind's name in the control API. */
    String type();

    /** All settings by their names in the control API, in the order in which it prints them. */
    Map<String, Long> attributes();

    /** The same toxic with the settings that were asked for, and its own for the others. */
    Toxic with(Attributes asked);

    /** Puts the toxic to work on one link. */
    Pipe pipe(Flow flow);

    /** Chunks that may wait before this toxic; one more than that is in its hands. */
    default int bufferedChunks() {
        return 0;
    }

    /** True if taking the toxic away closes the connections that it was on. */
    default boolean closesOnRemoval() {
        return false;
    }

    /** The kind of that name with its default settings, or empty. */
    static Optional<Toxic> ofType(String type) {
        return KINDS.stream().filter(kind -> kind.type().equals(type)).findFirst();
    }
}
