package dev.assay.reports.run;

import java.lang.management.ManagementFactory;
import java.util.Objects;

/**
 * Where a run took place: a number without it means nothing.
 *
 * @param os name, version and architecture
 * @param cores that the JVM may use
 * @param memoryBytes of the machine, or 0 when it cannot be told
 * @param jdk version and vendor of the JVM that ran the harness
 */
public record Machine(String os, int cores, long memoryBytes, String jdk) {

    public Machine {
        Objects.requireNonNull(os, "os");
        Objects.requireNonNull(jdk, "jdk");
        if (cores < 1) {
            throw new IllegalArgumentException("cores " + cores + ": expected 1 or more");
        }
        if (memoryBytes < 0) {
            throw new IllegalArgumentException(
                    "memoryBytes " + memoryBytes + ": expected 0 or more");
        }
    }

    /** The machine that this JVM runs on. */
    public static Machine current() {
        return new Machine(
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                physicalMemoryBytes(),
                property("java.version") + " (" + property("java.vendor") + ")");
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown " + name);
    }

    private static long physicalMemoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.max(0, system.getTotalMemorySize())
                : 0;
    }
}
