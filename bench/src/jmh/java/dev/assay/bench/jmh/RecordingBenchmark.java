package dev.assay.bench.jmh;

import dev.assay.bench.client.Outcome;
import dev.assay.bench.client.Request;
import dev.assay.bench.record.Clock;
import dev.assay.bench.record.Recorder;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.util.concurrent.TimeUnit;

/** Recording an operation, without the file: what every client of a chaos run pays. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class RecordingBenchmark {
    private final Request request = new Request.Write("k", 7);
    private final Outcome outcome = new Outcome.Ok(7L);
    private Recorder recorder;

    @Setup
    public void open(Blackhole hole) {
        recorder = new Recorder(Clock.startingNow(), hole::consume);
    }

    @Benchmark
    public long operation() {
        long invoked = recorder.invoke(1, request, "n1");
        return recorder.complete(1, request, "n1", outcome) - invoked;
    }
}
