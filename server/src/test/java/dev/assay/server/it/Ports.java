package dev.assay.server.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nothing else takes before a server does, which may be long after: they are below those
 * that systems give to connections, each JVM of a parallel build has a range of its own, and in that
 * none comes again soon.
 */
final class Ports {

    private static final int FIRST = 12_000;
    private static final int RANGE = 4_000;

    /** JVMs beyond it share ranges; the last port stays below 32768. */
    private static final int RANGES = 5;

    private static final int START = FIRST + RANGE * ((Integer.getInteger("fork", 1) - 1) % RANGES);

    private static int next = ThreadLocalRandom.current().nextInt(RANGE);

    private Ports() {}

    /** All different. */
    static synchronized List<Integer> free(int count) {
        List<Integer> free = new ArrayList<>();
        for (int tries = 0; free.size() < count; tries++) {
            if (tries == RANGE) {
                throw new IllegalStateException(
                        "no " + count + " free ports from " + START + " to " + (START + RANGE - 1));
            }
            int port = START + next;
            next = (next + 1) % RANGE;
            if (isFree(port)) {
                free.add(port);
            }
        }
        return free;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
