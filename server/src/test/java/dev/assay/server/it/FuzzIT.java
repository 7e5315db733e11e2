package dev.assay.server.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * Both doors under random bytes, changed frames, and clients that are slow, end early or vanish.
 * The node must answer or close each connection, answer a good client all the while, and lose no
 * buffer. {@code -Dfuzz.seconds=600 -Dfuzz.seed=7} for more, or for the same again; the seed fixes
 * the bytes, not how the kernel cuts them.
 */
@Timeout(3600)
class FuzzIT {

    private static final long SECONDS = Long.getLong("fuzz.seconds", 8);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    /** What they warn of is what nobody thought of. */
    private static final List<String> DOORS = List.of(
            "dev.assay.server.http.HttpHandler",
            "dev.assay.server.resp.RespHandler",
            "dev.assay.server.peer.PeerRequestHandler",
            "io.netty.channel.DefaultChannelPipeline",
            "io.netty.util.concurrent.DefaultPromise");

    private static final Pattern RESP_REPLY = Pattern.compile("\\A[+\\-:$*_%]");
    private static final Pattern HTTP_REPLY =
            Pattern.compile("\\AHTTP/1\\.1 (100|200|400|404|405|412|413|414|417|431) ");

    private static final List<String> RESP_SEEDS = List.of(
            "*1\r\n$4\r\nPING\r\n",
            "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\nvalue\r\n",
            "*2\r\n$3\r\nGET\r\n$1\r\nk\r\n",
            "*5\r\n$4\r\nMSET\r\n$1\r\na\r\n$1\r\n1\r\n$1\r\nb\r\n$1\r\n2\r\n",
            "*1\r\n$5\r\nMULTI\r\n*2\r\n$4\r\nINCR\r\n$1\r\nn\r\n*1\r\n$4\r\nEXEC\r\n",
            "*2\r\n$5\r\nHELLO\r\n$1\r\n3\r\n",
            "SET inline \"quoted\\x00\" \r\nPING\r\n",
            "*2147483647\r\n",
            "*2\r\n$3\r\nGET\r\n$536870912\r\n",
            "*-1\r\n*0\r\n\r\n",
            "*1\r\n$7\r\nCOMMAND\r\n");

    private static final List<String> HTTP_SEEDS = List.of(
            "GET /key/k HTTP/1.1\r\nHost: x\r\n\r\n",
            "PUT /key/k?prevValue=1 HTTP/1.1\r\nContent-Length: 1\r\n\r\n2",
            "POST /key HTTP/1.1\r\nContent-Length: 9\r\n\r\n{\"a\":\"1\"}",
            "POST /key HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"a\":\"1\"}\r\n0\r\n\r\n",
            "DELETE /key/k HTTP/1.1\r\n\r\nGET /status HTTP/1.1\r\n\r\n",
            "POST /join HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
            "PUT /key/k HTTP/1.1\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n",
            "PUT /key/k HTTP/1.1\r\nContent-Length: 99999999\r\n\r\nxxx",
            "GET /readyz?sync HTTP/1.0\r\n\r\n",
            "GET /metrics HTTP/1.1\r\n\r\n",
            "GET /peer HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: hraftd-peer\r\n\r\n"
                    + "\u00a5\u0002\u0000\u0000\u0000\u0009\u0000\u0000\u0000\u0000\u0000\u0000\u0000"
                    + "\u0001\u0001");

    @TempDir
    Path home;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    @Test
    void the_doors_stand() throws Exception {
        ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        Logger detector = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
        AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                    problems.add(event.getFormattedMessage());
                }
            }
        };
        listener.setContext(detector.getLoggerContext());
        listener.start();
        detector.addAppender(listener);
        List<Logger> doors = DOORS.stream()
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .toList();
        doors.forEach(door -> door.addAppender(listener));
        long connections = 0;
        try (InProcess node = new InProcess(home, true)) {
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            while (System.nanoTime() - end < 0) {
                boolean http = random.nextBoolean();
                attack(node, http);
                connections++;
                if (connections % 50 == 0) {
                    goodClientIsAnswered(node);
                }
            }
            goodClientIsAnswered(node);
        } finally {
            lookForLeaks();
            detector.detachAppender(listener);
            doors.forEach(door -> door.detachAppender(listener));
            ResourceLeakDetector.setLevel(before);
        }
        assertThat(problems).as("seed %d", SEED).isEmpty();
        assertThat(connections).as("too few to mean anything").isGreaterThan(20);
    }

    private static void goodClientIsAnswered(InProcess node) throws IOException {
        try (RawClient redis = new RawClient(node.redisPort)) {
            redis.send("*3\r\n$3\r\nSET\r\n$4\r\ngood\r\n$1\r\n1\r\n");
            assertThat(redis.line()).isEqualTo("+OK");
        }
        assertThat(node.http().get("/key/good"))
                .isEqualTo(new Http.Answer(200, "{\"good\":\"1\"}"));
    }

    private void attack(InProcess node, boolean http) throws IOException {
        byte[] bytes = bytes(http);
        String said = "";
        try (RawClient client = new RawClient(http ? node.httpPort : node.redisPort)) {
            try {
                sendSomehow(client, bytes);
                switch (random.nextInt(4)) {
                    case 0 -> client.reset();
                    case 1 -> said = new String(new byte[0], StandardCharsets.ISO_8859_1);
                    default -> {
                        client.endOutput();
                        said = client.all();
                    }
                }
            } catch (java.net.SocketTimeoutException e) {
                throw new AssertionError(
                        "neither answered nor closed, seed " + SEED + ": " + shown(bytes), e);
            } catch (IOException closedByTheNode) {
                return;
            }
        }
        boolean upgraded = said.startsWith("HTTP/1.1 101 ");
        if (!said.isEmpty() && !upgraded) {
            Pattern reply = http ? HTTP_REPLY : RESP_REPLY;
            assertThat(reply.matcher(said).find())
                    .as("seed %d: %s got %s", SEED, shown(bytes), said)
                    .isTrue();
            assertThat(said).as("seed %d: %s", SEED, shown(bytes)).doesNotContain("Exception");
        }
    }

    private byte[] bytes(boolean http) {
        if (random.nextInt(5) == 0) {
            byte[] noise = new byte[random.nextInt(1, 2_000)];
            random.nextBytes(noise);
            return noise;
        }
        List<String> seeds = http ? HTTP_SEEDS : RESP_SEEDS;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            byte[] frame =
                    seeds.get(random.nextInt(seeds.size())).getBytes(StandardCharsets.ISO_8859_1);
            out.writeBytes(random.nextBoolean() ? frame : changed(frame));
        }
        return out.toByteArray();
    }

    /** Flipped, cut, doubled or filled in somewhere. */
    private byte[] changed(byte[] frame) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int place = random.nextInt(frame.length);
        int length = random.nextInt(frame.length - place) + 1;
        switch (random.nextInt(4)) {
            case 0 -> {
                byte[] copy = frame.clone();
                copy[place] ^= (byte) (1 << random.nextInt(8));
                out.writeBytes(copy);
            }
            case 1 -> out.write(frame, 0, place);
            case 2 -> {
                out.write(frame, 0, place + length);
                out.write(frame, place, frame.length - place);
            }
            default -> {
                byte[] noise = new byte[random.nextInt(1, 40)];
                random.nextBytes(noise);
                out.write(frame, 0, place);
                out.writeBytes(noise);
                out.write(frame, place, frame.length - place);
            }
        }
        return out.toByteArray();
    }

    private void sendSomehow(RawClient client, byte[] bytes) throws IOException {
        if (random.nextInt(3) > 0) {
            client.send(bytes);
            return;
        }
        int step = random.nextInt(1, 20);
        for (int from = 0; from < bytes.length; from += step) {
            client.send(
                    java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step)));
            if (random.nextInt(10) == 0) {
                Thread.yield();
            }
        }
    }

    private static String shown(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }

    /** A lost buffer is reported when the next one is made after it was collected. */
    private static void lookForLeaks() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
            for (int j = 0; j < 100; j++) {
                PooledByteBufAllocator.DEFAULT.buffer(16).release();
            }
        }
    }
}
