package dev.assay.chaos.toxiproxy.proxy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A seed that gives every place its own: what one connection draws depends on the seed and on names
 * and numbers on the way to it, never on what other connections drew, nor on threads or time.
 */
record Chance(long seed) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    Chance of(String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return of(hash);
    }

    Chance of(long number) {
        return new Chance(new SplittableRandom(seed ^ number).nextLong() + number);
    }

    RandomGenerator generator() {
        return new SplittableRandom(seed);
    }
}
