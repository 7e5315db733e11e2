package dev.assay.server.raft;

import dev.assay.server.catalog.Catalog;
import dev.assay.server.command.OperationCodec;
import dev.assay.server.data.Bytes;
import dev.assay.server.store.Store;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The state machine applies an entry of SETs to RocksDB. On a follower it reads the entry's bytes
 * first; on the leader the operations are at hand.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class ApplyBenchmark {
    private static final int KEYS = 100_000;
    private static final int ENTRIES = 256;
    private static final long SEED = 1;

    @Param({"1", "50"})
    int operations;

    private final List<StateMachineLogEntryProto> logged = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private Path directory;
    private Store store;
    private LogStateMachine machine;
    private int index;

    @Setup
    public void open() throws IOException {
        directory = Files.createTempDirectory("assay-apply");
        Store.unpackLibraryInto(directory.resolve("lib"));
        store = Store.open(directory.resolve("db"));
        OperationCodec codec = new OperationCodec(Catalog.table());
        machine = new LogStateMachine(
                store,
                codec,
                new Applied(Runnable::run),
                new Snapshots(directory.resolve("group")));
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < ENTRIES; i++) {
            List<Operation> entry = new ArrayList<>();
            for (int j = 0; j < operations; j++) {
                entry.add(codec.decode(set(random.nextInt(KEYS))));
            }
            Batch batch = new Batch(1, entry, outcomes -> {});
            batches.add(batch);
            logged.add(StateMachineLogEntryProto.newBuilder()
                    .setLogData(UnsafeByteOperations.unsafeWrap(EntryCodec.encode(1, entry)))
                    .build());
        }
    }

    /** As the log carries a command: a tag, then its words, each with its length before it. */
    private static byte[] set(int key) {
        List<Bytes> words = List.of(
                Bytes.of("SET"), Bytes.of(String.format("key:%012d", key)), Bytes.of("xxx"));
        ByteBuffer out = ByteBuffer.allocate(64).put((byte) 1).putInt(words.size());
        words.forEach(word -> out.putInt(word.length()).put(word.array()));
        byte[] encoded = new byte[out.position()];
        out.flip().get(encoded);
        return encoded;
    }

    @TearDown
    public void close() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public CompletableFuture<?> follower() {
        return apply(RaftPeerRole.FOLLOWER, null);
    }

    @Benchmark
    public CompletableFuture<?> leader() {
        return apply(RaftPeerRole.LEADER, batches.get(index % ENTRIES));
    }

    private CompletableFuture<?> apply(RaftPeerRole role, Batch batch) {
        LogEntryProto entry = LogEntryProto.newBuilder()
                .setTerm(1)
                .setIndex(index)
                .setStateMachineLogEntry(logged.get(index % ENTRIES))
                .build();
        index++;
        TransactionContext.Builder context = TransactionContext.newBuilder()
                .setServerRole(role)
                .setStateMachine(machine)
                .setLogEntry(entry);
        return machine.applyTransaction(
                batch == null
                        ? context.build()
                        : context.setStateMachineContext(batch).build());
    }
}
