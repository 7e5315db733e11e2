package dev.assay.bench.jmh;

import dev.assay.checker.Budget;
import dev.assay.checker.Linearizability;
import dev.assay.checker.engine.Engine;
import dev.assay.checker.engine.Engines;
import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Each engine judges a valid history: one writer and three readers at a time, on one key. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CheckerBenchmark {
    /** Engine and model; no monitor knows compare-and-set. */
    @Param({
        "monitor/register",
        "wgl/register",
        "jit/register",
        "wgl/cas-register",
        "jit/cas-register"
    })
    String judge;

    @Param("10000")
    int operations;

    private History history;
    private Engine engine;
    private String model;

    @Setup
    public void makeHistory() throws Exception {
        String[] names = judge.split("/");
        engine = Engines.of(names[0], List.of());
        model = names[1];
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
        CheckResult result =
                Linearizability.check(history, Models.of(model), Budget.DEFAULT, engine);
        if (result.verdict().word() != Verdict.Word.VALID) {
            throw new IllegalStateException("expected valid, came " + result.verdict());
        }
        return result;
    }
}
