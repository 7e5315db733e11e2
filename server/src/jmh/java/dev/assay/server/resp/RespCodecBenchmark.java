package dev.assay.server.resp;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

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
import org.openjdk.jmh.infra.Blackhole;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Commands in, replies out; 16 at a time, as a pipeline brings them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class RespCodecBenchmark {
    private static final int PIPELINE = 16;

    @Param({"3", "1000"})
    int valueBytes;

    private EmbeddedChannel channel;
    private ByteBuf commands;
    private Reply reply;
    private ByteBuf out;

    @Setup
    public void make() {
        channel = new EmbeddedChannel(new RespDecoder(RespLimits.BULK_BYTES_MAX));
        String value = "x".repeat(valueBytes);
        String set = "*3\r\n$3\r\nSET\r\n$16\r\nkey:000000000001\r\n$" + valueBytes + "\r\n" + value
                + "\r\n";
        commands = Unpooled.copiedBuffer(set.repeat(PIPELINE), StandardCharsets.US_ASCII);
        reply = new Reply.Bulk(Bytes.of(value));
        out = Unpooled.directBuffer(PIPELINE * (valueBytes + 32));
    }

    @Benchmark
    public void decode(Blackhole hole) {
        channel.writeInbound(commands.retainedDuplicate());
        Object command;
        int decoded = 0;
        while ((command = channel.readInbound()) != null) {
            hole.consume(command);
            decoded++;
        }
        if (decoded != PIPELINE) {
            throw new IllegalStateException("decoded " + decoded + " commands");
        }
    }

    @Benchmark
    public int encode() {
        out.clear();
        for (int i = 0; i < PIPELINE; i++) {
            RespWriter.write(out, reply, 2);
        }
        return out.readableBytes();
    }
}
