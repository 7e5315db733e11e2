package dev.assay.bench.jmh;

import dev.assay.checker.Budget;
import dev.assay.checker.Linearizability;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Judging a valid history: one writer and three readers at a time, on one key. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CheckerBenchmark {
    @Param({"register", "cas-register"})
    String model;

    @Param({"1000", "10000"})
    int operations;

    private History history;

    @Setup
    public void makeHistory() throws Exception {
        List<Event> events = new ArrayList<>();
        long time = 0;
        Long before = null;
        for (long value = 1; value <= operations / 4; value++) {
            events.add(event(time++, 0, EventType.INVOKE, "write", value));
            for (int reader = 1; reader <= 3; reader++) {
                events.add(event(time++, reader, EventType.INVOKE, "read", null));
            }
            events.add(event(time++, 1, EventType.OK, "read", before));
            events.add(event(time++, 2, EventType.OK, "read", value));
            events.add(event(time++, 0, EventType.OK, "write", value));
            events.add(event(time++, 3, EventType.OK, "read", value));
            before = value;
        }
        history = History.of(events);
    }

    private static Event event(long time, int process, EventType type, String f, Long value) {
        return new Event(time, process, type, f, "k", value, "n1", null);
    }

    @Benchmark
    public CheckResult judge() throws Exception {
        CheckResult result = Linearizability.check(history, Models.of(model), Budget.DEFAULT);
        if (result.verdict().word() != Verdict.Word.VALID) {
            throw new IllegalStateException("expected valid, came " + result.verdict());
        }
        return result;
    }
}
