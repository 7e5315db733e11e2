package dev.assay.checker.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The way back from operations to events, for whoever wants a history written down again. */
public final class Events {

    private Events() {}

    /**
     * The events that tell these operations, in the order of their times. What has an unknown
     * outcome stays open, or, where it says why, ends in an info after all others.
     */
    public static List<Event> of(List<Operation> operations) {
        List<Moment> moments = new ArrayList<>();
        long end = 0;
        for (Operation operation : operations) {
            moments.add(new Moment(operation, operation.invokeNanos(), EventType.INVOKE));
            end = Math.max(end, operation.invokeNanos());
            if (operation.outcome() != EventType.INFO) {
                moments.add(new Moment(operation, operation.returnNanos(), operation.outcome()));
                end = Math.max(end, operation.returnNanos());
            }
        }
        // Of one time: a process ends an operation before it begins another, and none before it
        // began.
        moments.sort(Comparator.comparingLong(Moment::nanos)
                .thenComparingLong(moment -> moment.operation.index())
                .thenComparing(moment -> moment.type));
        List<Event> events = new ArrayList<>(moments.size());
        moments.forEach(moment -> events.add(moment.event()));
        for (Operation operation : operations) {
            if (operation.outcome() == EventType.INFO && operation.error() != null) {
                events.add(new Moment(operation, end, EventType.INFO).event());
            }
        }
        return events;
    }

    private record Moment(Operation operation, long nanos, EventType type) {

        Event event() {
            return new Event(
                    nanos,
                    operation.process(),
                    type,
                    operation.f(),
                    operation.key(),
                    type == EventType.OK ? operation.output() : operation.input(),
                    operation.node(),
                    type == EventType.INVOKE ? null : operation.error());
        }
    }
}
