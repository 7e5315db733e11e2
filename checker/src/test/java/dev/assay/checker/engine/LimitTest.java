package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Models;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Each engine stops when the limit says so, says why, and what it holds is what it says. */
class LimitTest {

    private static final long PLENTY = 1L << 30;

    /** Says stop when it is asked for the {@code calls + 1}th time. */
    private static final class Countdown implements Limit {
        private final long bytes;
        private long calls;
        private long asked;

        Countdown(long bytes, long calls) {
            this.bytes = bytes;
            this.calls = calls;
        }

        @Override
        public boolean exhausted() {
            asked++;
            return calls-- <= 0;
        }

        @Override
        public long bytes() {
            return bytes;
        }
    }

    private static Operation operation(
            int index, String f, Object input, Object output, long from, long to) {
        return new Operation(
                index, index, f, null, input, output, from, to, EventType.OK, null, null);
    }

    /** So many puts one after the other, each seen after it. */
    private static List<Operation> puts(String put, String take, int count) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operations.add(operation(2 * i, put, (long) i, null, 4L * i, 4L * i + 1));
            operations.add(operation(2 * i + 1, take, null, (long) i, 4L * i + 2, 4L * i + 3));
        }
        return operations;
    }

    /** Pushes in an order that nothing tells, twice thirty at a time, and pops of half of them. */
    private static List<Operation> hard() {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long from = 100L * (i / 30);
            operations.add(operation(i, "push", (long) i, null, from, from + 50));
        }
        for (int i = 0; i < 30; i++) {
            operations.add(operation(60 + i, "pop", null, i * 7L % 30, 1_000, 2_000));
        }
        return operations;
    }

    private static List<Operation> adds(int count) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operations.add(operation(i, "add", 1L, null, 2L * i, 2L * i + 1));
        }
        return operations;
    }

    private static List<Operation> history(String model, int count) {
        return switch (model) {
            case "register" -> puts("write", "read", count);
            case "counter" -> adds(count);
            case "fifo-queue" -> puts("enqueue", "dequeue", count);
            case "stack" -> puts("push", "pop", count);
            case "set" ->
                puts("add", "remove", count).stream()
                        .filter(operation -> operation.f().equals("add"))
                        .toList();
            default -> throw new IllegalArgumentException(model);
        };
    }

    /** What a monitor holds it knows before: one byte less is too little. */
    @ParameterizedTest
    @CsvSource({"register, 80", "counter, 20", "fifo-queue, 40", "stack, 40", "set, 20"})
    void aMonitorTakesWhatItSaysAndNotOneByteLess(String model, long bytesAnOperation) {
        List<Operation> operations = history(model, 500);
        Decision decision =
                Engines.MONITOR.decide(operations, Models.of(model), Limit.ofBytes(PLENTY));
        long used = decision.usedBytes();

        assertThat(decision).isInstanceOf(Decision.Linearizable.class);
        assertThat(used).isGreaterThanOrEqualTo(bytesAnOperation * operations.size());
        for (Engine engine : List.of(Engines.MONITOR, Engines.AUTO)) {
            assertThat(engine.decide(operations, Models.of(model), Limit.ofBytes(used)))
                    .isEqualTo(decision);
            assertThat(engine.decide(operations, Models.of(model), Limit.ofBytes(used - 1)))
                    .isInstanceOfSatisfying(
                            Decision.Undecided.class,
                            undecided ->
                                    assertThat(undecided.cause()).isEqualTo(Decision.Cause.MEMORY));
        }
    }

    /** In each of its stages: the more often it asks, the sooner it stops. */
    @ParameterizedTest
    @CsvSource({
        "register, 14",
        "counter, 4",
        "fifo-queue, 11",
        "stack, 15",
        "set, 9",
    })
    void aMonitorStopsInAnyOfItsStages(String model, int asksAtLeast) {
        List<Operation> operations = history(model, 40_000);
        Countdown never = new Countdown(PLENTY, Long.MAX_VALUE);
        Engines.MONITOR.decide(operations, Models.of(model), never);

        assertThat(never.asked).as("asked").isBetween((long) asksAtLeast, 200L);
        for (int call = 0; call < asksAtLeast; call++) {
            assertThat(Engines.MONITOR.decide(
                            operations, Models.of(model), new Countdown(PLENTY, call)))
                    .as("told to stop at call %d", call)
                    .isInstanceOfSatisfying(
                            Decision.Undecided.class,
                            undecided ->
                                    assertThat(undecided.cause()).isEqualTo(Decision.Cause.TIME));
        }
    }

    @ParameterizedTest
    @CsvSource({"wgl", "jit"})
    void aSearchStopsForEachOfTheReasons(String name) {
        Engine engine = Engines.of(name, List.of());
        List<Operation> operations = hard();
        long used = 0;
        for (Decision.Cause cause :
                List.of(Decision.Cause.TIME, Decision.Cause.STEPS, Decision.Cause.MEMORY)) {
            Limit limit = switch (cause) {
                case TIME -> new Countdown(PLENTY, 20);
                case STEPS -> Limit.ofBytes(PLENTY).withSteps(5_000);
                default -> Limit.ofBytes(2_000_000);
            };
            Decision decision = engine.decide(operations, Models.of("stack"), limit);
            assertThat(decision)
                    .as(cause.name().toLowerCase(Locale.ROOT))
                    .isInstanceOfSatisfying(
                            Decision.Undecided.class,
                            undecided -> assertThat(undecided.cause()).isEqualTo(cause));
            used = decision.usedBytes();
        }
        assertThat(used).as("near the limit").isBetween(1_500_000L, 2_020_000L);
    }

    /** Some hundred steps are between two looks at the clock, not one and not thousands. */
    @ParameterizedTest
    @CsvSource({"wgl", "jit"})
    void aSearchLooksAtTheClockNowAndThen(String name) {
        Countdown never = new Countdown(PLENTY, Long.MAX_VALUE);
        long steps = 100_000;
        Decision decision = Engines.of(name, List.of())
                .decide(hard(), Models.of("stack"), never.withSteps(steps));

        assertThat(decision).isInstanceOf(Decision.Undecided.class);
        assertThat(never.asked).isBetween(steps / 1_000, steps / 100);
    }

    @Test
    void whatIsExhaustedSaysOfWhat() {
        Limit limit = Limit.ofBytes(10);
        Exhausted.beyond(limit, 10);
        Exhausted memory = catchThrowableOfType(Exhausted.class, () -> Exhausted.beyond(limit, 11));
        assertThat(memory).hasMessage("out of memory");
        assertThat(memory.isOfMemory()).isTrue();

        Limit over = new Countdown(10, 0);
        Exhausted time = catchThrowableOfType(Exhausted.class, () -> Exhausted.check(over));
        assertThat(time).hasMessage("out of time");
        assertThat(time.isOfMemory()).isFalse();
        Exhausted.check(over, 1);
        assertThatThrownBy(() -> Exhausted.check(over, 0)).isInstanceOf(Exhausted.class);
        assertThatThrownBy(() -> Exhausted.check(over, 1 << 14)).isInstanceOf(Exhausted.class);
    }
}
