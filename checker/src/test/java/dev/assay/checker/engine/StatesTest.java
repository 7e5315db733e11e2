package dev.assay.checker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Models;
import dev.assay.checker.model.ValueSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

class StatesTest {

    private static final int STEPS = 30_000;

    private static Operation operation(String f, Object input) {
        return new Operation(0, 0, f, null, input, input, 0, 1, EventType.OK, null, null);
    }

    /** What a random walk meets: two numbers are the same exactly where the states are equal. */
    private static <S, A> void walk(Model<S, A> model, String put, boolean packed) {
        Random random = new Random(7);
        States<S> states = States.of(model);
        assertThat(states instanceof PackedStates).isEqualTo(packed);
        Map<S, Integer> numbers = new HashMap<>();
        List<S> met = new ArrayList<>();
        S state = model.initial();
        for (int i = 0; i < STEPS; i++) {
            int number = states.number(state);
            Integer known = numbers.putIfAbsent(state, met.size());
            assertThat(number).isEqualTo(known == null ? met.size() : known);
            if (known == null) {
                met.add(state);
            }
            int back = random.nextInt(met.size());
            assertThat(states.get(back)).isEqualTo(met.get(back));
            if (random.nextInt(12) == 0) {
                state = met.get(back);
            }
            Object value = (long) random.nextInt(20);
            Object input = switch (put) {
                case "txn" -> List.of(List.of("write", "k" + random.nextInt(3), value));
                case "append" -> model.name().startsWith("string") ? value.toString() : value;
                default -> value;
            };
            A action = model.action(operation(put, input));
            S next = action == null ? null : model.step(state, action);
            state = next == null ? state : next;
        }
        assertThat(met.size()).isGreaterThan(1_000);
        for (int i = 0; i < met.size(); i++) {
            assertThat(states.get(i)).isEqualTo(met.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stack, push, true",
        "fifo-queue, enqueue, true",
        "unordered-queue, enqueue, true",
        "append-list, append, true",
        "set, add, true",
        "multi-register, txn, true",
        "string-append, append, false",
    })
    void areNumberedAsTheyAreMet(String model, String put, boolean packed) {
        walk(Models.of(model), put, packed);
    }

    /** Counts how often a state is put together from its parts, but for that as any set. */
    private record Counting(Model<Set<Object>, ?> set, AtomicLong count)
            implements Model<Set<Object>, Object> {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Set<String> functions() {
            return set.functions();
        }

        @Override
        public Set<Object> initial() {
            return set.initial();
        }

        @Override
        public Object action(Operation operation) {
            return operation;
        }

        @Override
        public Set<Object> step(Set<Object> state, Object action) {
            return state;
        }

        @Override
        public @Nullable Object @Nullable [] parts(Set<Object> state) {
            return set.parts(state);
        }

        @Override
        public Set<Object> ofParts(@Nullable Object[] parts) {
            count.incrementAndGet();
            return set.ofParts(parts);
        }
    }

    /** The hash of a set of small numbers is their sum: 4,096 sets have 67 of them. */
    @Test
    void aSetIsFoundWithoutALookAtAllThatHaveTheSameHash() {
        AtomicLong unpacked = new AtomicLong();
        States<Set<Object>> states = States.of(new Counting(new ValueSet(), unpacked));
        for (int round = 0; round < 2; round++) {
            for (int subset = 0; subset < 1 << 12; subset++) {
                Set<Object> state = new HashSet<>();
                for (long value = 0; value < 12; value++) {
                    if ((subset >> value & 1) != 0) {
                        state.add(value);
                    }
                }
                assertThat(states.number(state)).isEqualTo(subset);
            }
        }
        assertThat(unpacked.get()).isLessThan(10);
    }
}
