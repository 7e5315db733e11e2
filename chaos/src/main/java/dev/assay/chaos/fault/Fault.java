package dev.assay.chaos.fault;

import dev.assay.bench.system.SystemDescription;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that can be broken and healed. Faults are values: a fault may be injected many times,
 * each time giving an {@link Active} one.
 */
public interface Fault {
    /** The word in schedules, tables and pages. */
    String name();

    /** Settings with their units, for the report. */
    Map<String, String> parameters();

    /**
     * Whether the system should go on serving some clients meanwhile. If so, a run in which hardly
     * any operation succeeded during the fault proves nothing.
     */
    boolean serviceExpected();

    /**
     * Breaks. When this throws, the caller heals everything that it knows how to heal.
     *
     * @throws IOException when it could not be injected, with what was tried
     */
    Active inject(FaultContext context) throws IOException, InterruptedException;

    /** Nodes that a system must have at least for this to mean what it says. */
    default int nodesMin() {
        return 1;
    }

    /** What else it needs of a system. */
    default Set<Need> needs() {
        return Set.of();
    }

    /** Why it cannot be injected into a system, in words; empty when it can. */
    default List<String> lacks(SystemDescription system) {
        List<String> lacks = new ArrayList<>();
        if (system.nodes() < nodesMin()) {
            lacks.add(nodesMin() + " nodes or more, there are " + system.nodes());
        }
        needs().stream().sorted().forEach(need -> need.lacked(system).ifPresent(lacks::add));
        return lacks;
    }

    /** A fault that lasts. Used by one thread. */
    interface Active {
        /** What it hit: nodes, or links as {@code n1->n2}. */
        List<String> targets();

        /**
         * Looks whether the fault does what it says; called once, right after the injection.
         *
         * @return what was seen, or null when its effect was not seen
         */
        @Nullable
        String effect() throws IOException, InterruptedException;

        /** Lets the time pass; a fault that comes and goes does so here. */
        default void hold(Holding holding) throws IOException, InterruptedException {
            holding.sleep(holding.left());
        }

        /** Mends all that was broken. Called once, in a {@code finally}. */
        void heal() throws IOException, InterruptedException;
    }
}
