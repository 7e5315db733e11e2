package dev.assay.checker.engine;

import static dev.assay.checker.Drawing.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Counter;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Models;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Engines by name, and what happens where they do not agree. */
class EnginesTest {

    private static final Limit LIMIT = Limit.ofBytes(1 << 24);

    private static final List<Operation> VALID = operations("""
            write 1    |-|
            read = 1       |-|
            """);

    private static final List<Operation> INVALID = operations("""
            write 1    |-|
            read = 2       |-|
            """);

    /** Says the same of everything. */
    private record Stubborn(Decision decision) implements Engine {
        @Override
        public String name() {
            return "stubborn";
        }

        @Override
        public <S, A> Decision decide(List<Operation> operations, Model<S, A> model, Limit limit) {
            return decision;
        }
    }

    private static Engine absent() {
        return new Stubborn(
                new Decision.Undecided(Decision.Cause.UNAVAILABLE, "not installed", 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "monitor", "wgl", "jit", "all"})
    void eachDecidesARegister(String name) {
        Engine engine = Engines.of(name, List.of());

        assertThat(engine.name()).isEqualTo(name);
        assertThat(engine.decide(VALID, Models.of("register"), LIMIT))
                .isInstanceOfSatisfying(
                        Decision.Linearizable.class,
                        decision -> assertThat(decision.order()).isEqualTo(VALID));
        assertThat(engine.decide(INVALID, Models.of("register"), LIMIT))
                .isInstanceOf(Decision.NotLinearizable.class);
    }

    @Test
    void anotherEngineMayStandBesideThem() {
        assertThat(Engines.names(List.of(absent())))
                .containsExactly("auto", "monitor", "wgl", "jit", "stubborn", "all");
        assertThat(Engines.of("stubborn", List.of(absent()))).isEqualTo(absent());
        assertThatThrownBy(() -> Engines.of("fast", List.of(absent())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "engine 'fast': expected one of auto, monitor, wgl, jit, stubborn, all");
    }

    @Test
    void whatOneCannotDecideAnotherMay() {
        Engine all = Engines.of("all", List.of(absent()));

        assertThat(all.decide(VALID, Models.of("register"), LIMIT))
                .isInstanceOf(Decision.Linearizable.class);
    }

    @Test
    void aContradictionIsNoVerdict() {
        Engine wrong = new Stubborn(new Decision.NotLinearizable(7_000_000));

        Decision decision =
                Engines.of("all", List.of(wrong)).decide(VALID, Models.of("register"), LIMIT);

        assertThat(decision).isInstanceOf(Decision.Disagreement.class);
        assertThat(((Decision.Disagreement) decision).answers())
                .containsOnlyKeys("monitor", "wgl", "jit", "stubborn")
                .containsEntry("stubborn", new Decision.NotLinearizable(7_000_000));
        assertThat(decision.usedBytes()).isEqualTo(7_000_000);
    }

    @Test
    void ifNoneDecidesTheOneThatCameFurthestAnswers() {
        Engine far = new Stubborn(new Decision.Undecided(Decision.Cause.TIME, "", 99, 5));
        Limit none = new Limit() {
            @Override
            public boolean exhausted() {
                return true;
            }

            @Override
            public long bytes() {
                return 1 << 24;
            }
        };
        List<Operation> mixed = operations("""
                add 1       |-----|
                add 2       |-----|
                read = 3          |-|
                """);

        assertThat(Engines.of("all", List.of(far)).decide(mixed, new Counter(0), none))
                .isEqualTo(new Decision.Undecided(Decision.Cause.TIME, "", 99, 5));
    }

    @Test
    void aMonitorSaysWhatItDoesNotKnow() {
        List<Operation> history = operations("""
                acquire    |-|
                """);

        assertThat(Engines.MONITOR.decide(history, Models.of("mutex"), LIMIT))
                .isEqualTo(new Decision.Undecided(
                        Decision.Cause.UNAVAILABLE,
                        "no monitor knows such a history of the model mutex",
                        0,
                        0));
    }
}
