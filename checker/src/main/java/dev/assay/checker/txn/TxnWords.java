package dev.assay.checker.txn;

import dev.assay.checker.evidence.Times;
import dev.assay.checker.evidence.Wording;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Transactions, and what one has to do with another, in words. */
final class TxnWords {

    /** Of a long list its end is shown: that is where two differ. */
    private static final int VALUES_MAX = 8;

    private static final Set<String> READS = Set.of("r", "read");

    private final Times times;

    TxnWords(List<Operation> operations) {
        this.times = new Times(operations);
    }

    /** A step as it was written. */
    private record Step(boolean read, String key, @Nullable Object value) {}

    static String visible(String text) {
        return Wording.visible(text);
    }

    static String value(@Nullable Object value) {
        return value instanceof List<?> list
                ? list(list)
                : value == null ? "nothing" : visible(value.toString());
    }

    static String list(List<?> list) {
        int hidden = Math.max(list.size() - VALUES_MAX, 0);
        StringBuilder text = new StringBuilder("[");
        text.append(hidden > 0 ? "... " : "");
        for (int i = hidden; i < list.size(); i++) {
            text.append(i > hidden ? " " : "").append(value(list.get(i)));
        }
        return text.append(']').toString();
    }

    /** As the subject of a sentence. */
    String who(Operation operation) {
        return "the transaction of process " + operation.process() + " in line "
                + (operation.index() + 1);
    }

    /** What it read of a key first, in words. */
    String read(Operation operation, String key) {
        for (Step step : steps(operation)) {
            if (step.read && step.key.equals(key)) {
                return value(step.value);
            }
        }
        return "nothing";
    }

    private static List<Step> steps(Operation operation) {
        Object value = operation.outcome() == EventType.OK ? operation.output() : operation.input();
        if (!operation.f().equals("txn")) {
            String key = Objects.requireNonNullElse(operation.key(), "");
            return List.of(new Step(READS.contains(operation.f()), key, value));
        }
        List<Step> steps = new ArrayList<>();
        for (Object element : value instanceof List<?> list ? list : List.of()) {
            List<?> step = (List<?>) Objects.requireNonNull(element);
            String f = plain(step.get(0));
            steps.add(new Step(
                    READS.contains(f), plain(step.get(1)), step.size() == 3 ? step.get(2) : null));
        }
        return steps;
    }

    private static String plain(@Nullable Object word) {
        String text = String.valueOf(word);
        return text.startsWith(":") ? text.substring(1) : text;
    }

    private static List<?> values(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** Where a read of a list does not show what its own transaction knows; null where it does. */
    @Nullable
    String contradictsItself(Operation operation, int at) {
        List<Step> steps = steps(operation);
        Step read = steps.get(at);
        List<?> seen = values(read.value);
        List<@Nullable Object> expected = new ArrayList<>();
        boolean whole = false;
        for (Step step : steps.subList(0, at)) {
            if (!step.key.equals(read.key)) {
                continue;
            }
            if (step.read) {
                expected.clear();
                expected.addAll(values(step.value));
                whole = true;
            } else {
                expected.add(step.value);
            }
        }
        int from = seen.size() - expected.size();
        boolean fits = from >= 0
                && (!whole || from == 0)
                && seen.subList(from, seen.size()).equals(expected);
        return fits
                ? null
                : who(operation) + " read " + visible(read.key) + " = " + list(seen)
                        + ", but by its own steps before that it was "
                        + (whole ? "" : "something and then ") + list(expected);
    }

    /** Where a read of a register does not show what its own transaction knows. */
    @Nullable
    String registerContradictsItself(Operation operation, int at) {
        List<Step> steps = steps(operation);
        Step read = steps.get(at);
        for (int before = at - 1; before >= 0; before--) {
            Step step = steps.get(before);
            if (step.key.equals(read.key)) {
                return Objects.equals(step.value, read.value)
                        ? null
                        : who(operation) + " read " + visible(read.key) + " = "
                                + value(read.value) + " after it had "
                                + (step.read ? "read " : "written ") + value(step.value);
            }
        }
        return null;
    }

    /** Two lists that cannot be one list at two times. */
    String incompatible(Operation one, Operation other, String key, int place) {
        return who(one) + " read " + visible(key) + " = " + longest(one, key) + " and " + who(other)
                + " read " + longest(other, key) + ": at place " + (place + 1)
                + " they differ, so neither is a beginning of the other";
    }

    private static String longest(Operation operation, String key) {
        return list(longestRead(operation, key));
    }

    private static List<?> longestRead(Operation operation, String key) {
        List<?> longest = List.of();
        for (Step step : steps(operation)) {
            if (step.read && step.key.equals(key) && values(step.value).size() > longest.size()) {
                longest = values(step.value);
            }
        }
        return longest;
    }

    private static @Nullable Object lastPut(Operation operation, String key) {
        Object last = null;
        for (Step step : steps(operation)) {
            last = !step.read && step.key.equals(key) ? step.value : last;
        }
        return last;
    }

    private static @Nullable Object firstPut(Operation operation, String key) {
        for (Step step : steps(operation)) {
            if (!step.read && step.key.equals(key)) {
                return step.value;
            }
        }
        return null;
    }

    String appended(Operation from, Operation to, String key, String one, String other) {
        return other + " appended " + value(firstPut(to, key)) + " to " + visible(key) + " behind "
                + value(lastPut(from, key)) + " of " + one;
    }

    String readAppended(Operation from, Operation to, String key, String one, String other) {
        return other + " read " + visible(key) + " = " + list(longestRead(to, key)) + ", and "
                + value(lastPut(from, key)) + " in it was appended by " + one;
    }

    String readWithout(Operation from, Operation to, String key, String one, String other) {
        return one + " read " + visible(key) + " = " + read(from, key) + ", without "
                + value(firstPut(to, key)) + ", which " + other + " appended";
    }

    String overwrote(Operation from, Operation to, String key, String one, String other) {
        return other + " wrote " + value(lastPut(to, key)) + " to " + visible(key) + " over "
                + value(lastPut(from, key)) + " of " + one;
    }

    String readWritten(Operation from, Operation to, String key, String one, String other) {
        return other + " read " + visible(key) + " = " + value(lastPut(from, key)) + ", which "
                + one + " wrote";
    }

    String readBeforeOverwritten(
            Operation from, Operation to, String key, String one, String other) {
        return one + " read " + visible(key) + " = " + read(from, key) + ", before " + other
                + " wrote " + value(lastPut(to, key));
    }

    String completed(Operation from, Operation to, String one, String other) {
        return one + " had completed at " + times.at(from.returnNanos()) + ", and " + other
                + " was invoked at " + times.at(to.invokeNanos());
    }
}
