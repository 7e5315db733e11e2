package dev.assay.chaos.toxiproxy;

import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Latency;

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

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * What the embedded proxy costs: bytes go to a server that sends them back, straight, through the
 * proxy, and through the proxy with a toxic that delays by nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class TwinBenchmark {
    private static final String PROXY = "link";

    /** How the bytes go. */
    public enum Way {
        DIRECT,
        PROXY,
        PROXY_WITH_TOXIC
    }

    @Param
    Way way;

    /** A request, and what a snapshot comes in. */
    @Param({"64", "65536"})
    int bytes;

    private Upstream upstream;
    private ToxiproxyTwin twin;
    private Socket socket;
    private DataInputStream in;
    private OutputStream out;
    private byte[] sent;
    private byte[] received;

    @Setup
    public void open() throws IOException {
        upstream = Upstream.start();
        twin = ToxiproxyTwin.start(new InetSocketAddress("127.0.0.1", 0), 1);
        String address = upstream.address();
        try (ToxiproxyControl control = new ToxiproxyControl(twin)) {
            ProxyState proxy = control.createProxy(PROXY, "127.0.0.1:0", upstream.address());
            if (way == Way.PROXY_WITH_TOXIC) {
                control.addToxic(PROXY, "none", Direction.UPSTREAM, new Latency(0, 0));
            }
            if (way != Way.DIRECT) {
                address = proxy.listen();
            }
        }
        int colon = address.lastIndexOf(':');
        socket = new Socket(
                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        sent = new byte[bytes];
        received = new byte[bytes];
    }

    @TearDown
    public void close() throws IOException {
        socket.close();
        twin.close();
        upstream.close();
    }

    @Benchmark
    public byte[] thereAndBack() throws IOException {
        out.write(sent);
        in.readFully(received);
        return received;
    }
}
