package dev.assay.server.write;

import dev.assay.server.data.Outcome;
import dev.assay.server.data.Reply;
import dev.assay.server.node.Fakes;
import dev.assay.server.raft.BatchEnds;
import dev.assay.server.raft.Operation;
import dev.assay.server.store.Keyspace;

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

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Batching: so many writes that wait become one entry, encoded for the log, and each gets its
 * outcome. Raft in between answers at once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class GroupCommitBenchmark {
    @Param({"1", "50", "1000"})
    int waiting;

    private Fakes.Loop loop;
    private GroupCommit writes;
    private Operation operation;
    private int ended;
    private Consumer<Outcome> count;

    @Setup
    public void make() {
        loop = new Fakes.Loop();
        Fakes.FakeConsensus consensus = new Fakes.FakeConsensus("a", "b", "c");
        consensus.lead();
        List<Outcome> outcomes =
                Collections.nCopies(waiting, new Outcome.Done(new Reply.Status("OK"), 1));
        writes = new GroupCommit(
                consensus,
                batch -> BatchEnds.apply(batch, outcomes),
                new Fakes.FakePeers(),
                loop,
                loop::after,
                loop::nanos,
                () -> 7);
        operation = logged("SET", "key:000000000001", "xxx");
        count = outcome -> ended++;
    }

    private static Operation logged(String... words) {
        byte[] encoded = String.join(" ", words).getBytes(StandardCharsets.US_ASCII);
        return new Operation() {
            @Override
            public byte[] encoded() {
                return encoded;
            }

            @Override
            public Reply apply(Keyspace keys) {
                throw new AssertionError("not applied here");
            }
        };
    }

    @Benchmark
    public int entry() {
        ended = 0;
        for (int i = 0; i < waiting; i++) {
            writes.submit(operation, count);
        }
        loop.run();
        if (ended != waiting) {
            throw new IllegalStateException(ended + " of " + waiting + " writes ended");
        }
        return ended;
    }
}
