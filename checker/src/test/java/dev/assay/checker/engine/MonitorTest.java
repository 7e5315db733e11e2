package dev.assay.checker.engine;

import static dev.assay.checker.Drawing.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.assay.checker.model.Models;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** Histories as drawings, and what a monitor must say of them, without any search. */
class MonitorTest {

    static Stream<Arguments> queues() {
        return Stream.of(
                argumentSet("first in, first out", "legal", "fifo-queue", """
                        enqueue 1     |-|
                        enqueue 2         |-|
                        dequeue = 1           |-|
                        dequeue = 2               |-|
                        """),
                argumentSet("last in, first out", "illegal", "fifo-queue", """
                        enqueue 1     |-|
                        enqueue 2         |-|
                        dequeue = 2           |-|
                        dequeue = 1               |-|
                        """),
                argumentSet("any out", "legal", "unordered-queue", """
                        enqueue 1     |-|
                        enqueue 2         |-|
                        dequeue = 2           |-|
                        dequeue = 1               |-|
                        """),
                argumentSet("one is left behind", "illegal", "fifo-queue", """
                        enqueue 1     |-|
                        enqueue 2         |-|
                        dequeue = 2           |-|
                        """),
                argumentSet(
                        "one is left behind, or taken by an unknown one",
                        "legal",
                        "fifo-queue",
                        """
                        enqueue 1     |-|
                        dequeue        |-?
                        enqueue 2         |-|
                        dequeue = 2           |-|
                        """),
                argumentSet("the unknown one comes too late", "illegal", "fifo-queue", """
                        enqueue 1     |-|
                        enqueue 2         |-|
                        dequeue = 2           |-|
                        dequeue                   |-?
                        """),
                argumentSet("never put", "illegal", "unordered-queue", """
                        dequeue = 2           |-|
                        """),
                argumentSet("put later", "illegal", "unordered-queue", """
                        dequeue = 2     |-|
                        enqueue 2           |-|
                        """),
                argumentSet("taken twice", "illegal", "unordered-queue", """
                        enqueue 2       |-|
                        dequeue = 2         |-|
                        dequeue = 2         |-|
                        """),
                argumentSet("put twice", "unavailable", "unordered-queue", """
                        enqueue 2       |-|
                        enqueue 2         |-|
                        """),
                argumentSet("empty though something is in", "illegal", "unordered-queue", """
                        enqueue 1     |-|
                        dequeue = nil     |-|
                        dequeue = 1           |-|
                        """),
                argumentSet("empty though one of two is in", "illegal", "fifo-queue", """
                        enqueue 1     |-|
                        enqueue 2           |-|
                        dequeue = nil    |--------|
                        dequeue = 1             |--|
                        dequeue = 2                    |-|
                        """),
                argumentSet("empty at a moment", "legal", "fifo-queue", """
                        enqueue 1     |-|
                        enqueue 2             |-|
                        dequeue = nil    |--------|
                        dequeue = 1         |-|
                        dequeue = 2                    |-|
                        """),
                argumentSet("empty before an unknown put", "legal", "fifo-queue", """
                        enqueue 1     |-?
                        dequeue = nil     |-|
                        dequeue = 1           |-|
                        """));
    }

    static Stream<Arguments> stacks() {
        return Stream.of(
                argumentSet("last in, first out", "legal", "stack", """
                        push 1     |-|
                        push 2         |-|
                        pop = 2            |-|
                        pop = 1                |-|
                        """),
                argumentSet("first in, first out", "illegal", "stack", """
                        push 1     |-|
                        push 2         |-|
                        pop = 1            |-|
                        pop = 2                |-|
                        """),
                argumentSet("one may stay below", "legal", "stack", """
                        push 1     |-|
                        push 2         |-|
                        pop = 2            |-|
                        """),
                argumentSet("one may not stay above", "illegal", "stack", """
                        push 1     |-|
                        push 2         |-|
                        pop = 1            |-|
                        """),
                argumentSet("it comes and goes at once", "legal", "stack", """
                        push 1     |-|
                        push 2         |---|
                        pop = 2         |---|
                        pop = 1               |-|
                        pop = nil                |-|
                        """),
                argumentSet("empty though something is in", "illegal", "stack", """
                        push 1     |-|
                        pop = nil      |-|
                        pop = 1             |-|
                        """),
                argumentSet("no bottom", "illegal", "stack", """
                        push 1     |-|
                        push 2       |-|
                        pop = 1           |-|
                        push 3              |-|
                        pop = 2                |-|
                        pop = 3                   |-|
                        """),
                argumentSet("an unknown pop might have", "unavailable", "stack", """
                        push 1     |-|
                        push 2         |-|
                        pop              |-?
                        pop = 1            |-|
                        """));
    }

    static Stream<Arguments> sets() {
        return Stream.of(
                argumentSet("seen after it came", "legal", "set", """
                        add 1                |-|
                        contains 1 = true        |-|
                        """),
                argumentSet("not seen after it came", "illegal", "set", """
                        add 1                |-|
                        contains 1 = false       |-|
                        """),
                argumentSet("not seen before and after", "legal", "set", """
                        contains 1 = false  |-|
                        add 1                |-|
                        contains 1 = true        |-|
                        remove 1 = true            |-|
                        contains 1 = false           |-|
                        """),
                argumentSet("not seen in between", "illegal", "set", """
                        add 1                |-|
                        contains 1 = false       |-|
                        contains 1 = true            |-|
                        remove 1 = true                  |-|
                        """),
                argumentSet("never added", "illegal", "set", """
                        contains 1 = true        |-|
                        """),
                argumentSet("added before and nobody knows", "legal", "set", """
                        add 1                |-?
                        contains 1 = false       |-|
                        contains 1 = true            |-|
                        """),
                argumentSet("removed before it came", "illegal", "set", """
                        remove 1 = true    |-|
                        add 1                  |-|
                        """),
                argumentSet("twice is searched", "legal", "set", """
                        add 1               |-|
                        add 1 = true            |---|
                        remove 1 = true        |-|
                        """),
                argumentSet("a growing set", "legal", "set", """
                        add 1            |-|
                        add 2              |----|
                        read = [1]           |-|
                        read = [1 2]            |-|
                        """),
                argumentSet("reads that are no chain", "illegal", "set", """
                        add 1            |---------|
                        add 2            |---------|
                        read = [1]         |-|
                        read = [2]           |-|
                        """),
                argumentSet("a read that misses one", "illegal", "set", """
                        add 1            |-|
                        read = []            |-|
                        """),
                argumentSet("a read of what nobody added", "illegal", "set", """
                        add 1            |-|
                        read = [1 2]         |-|
                        """),
                argumentSet("a small read after a large one", "illegal", "set", """
                        add 1            |------------?
                        read = [1]           |-|
                        read = []               |-|
                        """),
                argumentSet("reads and removals", "unavailable", "set", """
                        add 1            |-|
                        remove 1           |-|
                        read = []            |-|
                        """));
    }

    static Stream<Arguments> counters() {
        return Stream.of(
                argumentSet("as many as came", "legal", "counter", """
                        add 2        |-|
                        add 2            |-|
                        read = 4             |-|
                        """),
                argumentSet("one too few", "illegal", "counter", """
                        add 2        |-|
                        add 2            |-|
                        read = 2             |-|
                        """),
                argumentSet("one too many", "illegal", "counter", """
                        add 2        |-|
                        read = 4             |-|
                        """),
                argumentSet("not a multiple", "illegal", "counter", """
                        add 2        |-?
                        add 2        |-?
                        read = 3             |-|
                        """),
                argumentSet("more, then fewer", "illegal", "counter", """
                        add 2        |-----------|
                        read = 2       |-|
                        read = 0           |-|
                        """),
                argumentSet("downwards, from 10", "legal", "counter:10", """
                        add -3       |-|
                        incr -3 = 4      |-|
                        read = 4           |-|
                        """),
                argumentSet("the same sum twice", "illegal", "counter", """
                        incr 1 = 1       |---|
                        incr 1 = 1       |---|
                        """),
                argumentSet("a slot that nobody may have", "illegal", "counter", """
                        incr 1 = 2   |-----|
                        add 1              |-----|
                        read = 0             |--|
                        """),
                argumentSet("out of bounds, with different amounts", "illegal", "counter", """
                        add 1        |-|
                        add -2         |----|
                        read = 2        |-|
                        """),
                argumentSet(
                        "within the bounds, with different amounts",
                        "unavailable",
                        "counter",
                        """
                        add 1        |-|
                        add -2         |----|
                        read = -1       |-|
                        """));
    }

    @ParameterizedTest
    @MethodSource({"queues", "stacks", "sets", "counters"})
    void saysOf(String expected, String model, String drawing) {
        Decision decision = Engines.MONITOR.decide(
                operations(drawing), Models.of(model), Limit.ofBytes(1 << 20).withSteps(1 << 10));

        String said = decision instanceof Decision.Linearizable
                ? "legal"
                : decision instanceof Decision.NotLinearizable ? "illegal" : "unavailable";
        assertThat(said).isEqualTo(expected);
        if (decision instanceof Decision.Undecided undecided) {
            assertThat(undecided.cause()).isEqualTo(Decision.Cause.UNAVAILABLE);
        }
    }
}
