package dev.assay.chaos.runner;

import dev.assay.bench.record.Recorder;
import dev.assay.chaos.scenario.Slo;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What users would have noticed, of a run as a whole and of each fault: {@code figures.json}. Pure.
 * An operation is answered when it is ok, or when a compare-and-set was refused for what it saw.
 *
 * @param whole the run from its first operation to its last
 * @param faults in their order
 * @param lengthMillis from the start of the load to the last answer
 * @param sloMisses what was asked for and missed, in words
 * @param caughtAfterMillis when a check during the load found it invalid; null when none did
 */
public record Figures(
        Period whole,
        long lengthMillis,
        List<Period> faults,
        List<String> sloMisses,
        @Nullable Long caughtAfterMillis) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double ALL_PERCENT = 100;
    private static final double P999 = 0.999;

    /**
     * Figures of a stretch of time.
     *
     * @param operations invoked in it
     * @param answered of them
     * @param availabilityPercent answered, of all
     * @param errorWindowMillis the longest time in which nobody was answered
     * @param p999Millis latency of all but one of a thousand answered operations
     * @param newLeaderMillis until another node led; null where none did
     * @param wholeAgainMillis from the begin of healing until all nodes were ready; null of a whole run
     */
    public record Period(
            String name,
            long operations,
            long answered,
            double availabilityPercent,
            double errorWindowMillis,
            double p999Millis,
            @Nullable Double newLeaderMillis,
            @Nullable Double wholeAgainMillis) {

        /** One line for a terminal. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.1f %% of %d operations answered, longest silence %.0f ms, p99.9 %.0f ms%s%s",
                    availabilityPercent,
                    operations,
                    errorWindowMillis,
                    p999Millis,
                    newLeaderMillis == null
                            ? ""
                            : String.format(
                                    Locale.ROOT, ", new leader after %.0f ms", newLeaderMillis),
                    wholeAgainMillis == null
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    ", whole again %.0f ms after healing",
                                    wholeAgainMillis));
        }
    }

    static Figures of(
            History history, List<FaultTimes> faults, Slo slo, @Nullable Duration caughtAfter) {
        List<Operation> operations = history.operations();
        long end = operations.stream()
                .filter(o -> o.returnNanos() != Operation.NEVER)
                .mapToLong(Operation::returnNanos)
                .max()
                .orElse(0);
        long start = operations.isEmpty() ? 0 : operations.get(0).invokeNanos();
        Period whole = period("run", operations, start, end, null, null);
        List<Period> periods = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        for (FaultTimes fault : faults) {
            Period period = period(
                    fault.name(),
                    operations,
                    fault.startNanos(),
                    fault.healingNanos(),
                    millis(fault.newLeaderNanos()),
                    millis(fault.wholeNanos() - fault.healingNanos()));
            periods.add(period);
            if (fault.serviceExpected()) {
                misses.addAll(misses(period, slo));
            }
        }
        return new Figures(
                whole,
                (long) (end / NANOS_PER_MILLI),
                periods,
                misses,
                caughtAfter == null ? null : (Long) caughtAfter.toMillis());
    }

    private static @Nullable Double millis(@Nullable Long nanos) {
        return nanos == null ? null : (Double) (nanos / NANOS_PER_MILLI);
    }

    private static Period period(
            String name,
            List<Operation> operations,
            long start,
            long end,
            @Nullable Double newLeaderMillis,
            @Nullable Double wholeAgainMillis) {
        Predicate<Operation> inside = o -> o.invokeNanos() >= start && o.invokeNanos() <= end;
        List<Operation> asked = operations.stream().filter(inside).toList();
        List<Operation> answered = asked.stream().filter(Figures::answered).toList();
        long[] latencies = answered.stream()
                .mapToLong(o -> o.returnNanos() - o.invokeNanos())
                .sorted()
                .toArray();
        double p999 = latencies.length == 0
                ? 0
                : latencies[(int) Math.min(latencies.length - 1, P999 * latencies.length)];
        return new Period(
                name,
                asked.size(),
                answered.size(),
                asked.isEmpty() ? 0 : ALL_PERCENT * answered.size() / asked.size(),
                silence(operations, start, end) / NANOS_PER_MILLI,
                p999 / NANOS_PER_MILLI,
                newLeaderMillis,
                wholeAgainMillis);
    }

    private static boolean answered(Operation operation) {
        return operation.outcome() == EventType.OK
                || operation.outcome() == EventType.FAIL
                        && Recorder.CAS_MISMATCH.equals(operation.error());
    }

    /** The longest time between two answers, from start to end, to whomever. */
    private static long silence(List<Operation> operations, long start, long end) {
        long[] times = operations.stream()
                .filter(Figures::answered)
                .mapToLong(Operation::returnNanos)
                .filter(time -> time >= start && time <= end)
                .sorted()
                .toArray();
        long longest = 0;
        long last = start;
        for (long time : times) {
            longest = Math.max(longest, time - last);
            last = time;
        }
        return Math.max(longest, end - last);
    }

    private static List<String> misses(Period period, Slo slo) {
        List<String> misses = new ArrayList<>();
        if (slo.availabilityPercentMin() != null
                && period.availabilityPercent() < slo.availabilityPercentMin()) {
            misses.add(String.format(
                    Locale.ROOT,
                    "%s: %.2f %% of the operations were answered, asked for are %.2f %%",
                    period.name(),
                    period.availabilityPercent(),
                    slo.availabilityPercentMin()));
        }
        miss(misses, period, "longest silence", period.errorWindowMillis(), slo.errorWindowMax());
        miss(misses, period, "p99.9", period.p999Millis(), slo.p999Max());
        if (period.newLeaderMillis() != null) {
            miss(misses, period, "new leader", period.newLeaderMillis(), slo.newLeaderMax());
        }
        if (period.wholeAgainMillis() != null) {
            miss(misses, period, "whole again", period.wholeAgainMillis(), slo.wholeAgainMax());
        }
        return misses;
    }

    private static void miss(
            List<String> misses,
            Period period,
            String what,
            double millis,
            @Nullable Duration most) {
        if (most != null && millis > most.toMillis()) {
            misses.add(String.format(
                    Locale.ROOT,
                    "%s: %s %.0f ms, asked for are at most %d ms",
                    period.name(),
                    what,
                    millis,
                    most.toMillis()));
        }
    }
}
