package dev.assay.server.powerloss;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The seams of a server under chaos: its disk, its clock, the size of its log's files. The server is
 * the released one; the agent is what makes it a test build:
 *
 * <pre>
 * -javaagent:hraftd-tests.jar=control=DIR,data=DIR[,log=small]
 * </pre>
 *
 * <p>In the control directory the harness writes {@code faults}, properties that are looked at every
 * few milliseconds ({@code force-delay-ms}, {@code force-fails}, {@code disk-full}, {@code
 * clock-offset-ms}), and the agent answers in {@code seen} with what it has put on and how often it
 * was met. A file {@code power-lost} there makes the next start begin with taking away what was never
 * forced; {@code struck} then says how many bytes that were.
 *
 * <p>Not covered: what RocksDB writes (past the JVM), and streams that are no file channels.
 */
public final class SeamAgent {

    private static final long LOOK_MS = 20;

    /** Several segments a second under the usual load, so that a snapshot lets the log begin later. */
    private static final SizeInBytes SMALL_SEGMENT = SizeInBytes.valueOf("32KB");

    private static final SizeInBytes SMALL_PREALLOCATION = SizeInBytes.valueOf("4KB");
    private static final int FEW_ENTRIES_KEPT = 10;

    private static volatile @org.jspecify.annotations.Nullable Instrumentation jvm;

    private SeamAgent() {}

    public static void premain(String argument, Instrumentation instrumentation)
            throws IOException {
        Map<String, String> options = new HashMap<>();
        for (String option : argument.split(",")) {
            String[] pair = option.split("=", 2);
            options.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        jvm = instrumentation;
        File control = new File(required(options, "control"));
        String data = new File(required(options, "data")).getAbsolutePath();
        File journal = new File(control, "journal");
        if (!control.isDirectory() && !control.mkdirs()) {
            throw new IOException("cannot make the control directory " + control);
        }
        strikeIfAsked(control, journal.toPath(), Path.of(data));
        Switches.disk = data;
        Recorder.open(journal.getPath());
        PowerLossAgent.install(instrumentation, RecordedChannels.classFile());
        exchange("dev.assay.server.node.NodeParts", "wallMillis", WrongSupplier.class);
        exchange("dev.assay.server.read.LeaseClock$1", "wallMillis", WrongClock.class);
        if ("small".equals(options.get("log"))) {
            exchange("dev.assay.server.raft.RatisProperties", "of", SmallLog.class);
        }
        Thread thread = new Thread(() -> obey(control), "seams");
        thread.setDaemon(true);
        thread.start();
    }

    private static String required(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("seams: " + name + "= is missing");
        }
        return value;
    }

    /**
     * Puts advice into a method of the server, which must not have been loaded yet.
     *
     * @throws IllegalStateException where the agent is not in this JVM
     */
    public static void exchange(String type, String method, Class<?> advice) {
        Instrumentation instrumentation = jvm;
        if (instrumentation == null) {
            throw new IllegalStateException(
                    "the seams are not there: start with -javaagent:hraftd-tests.jar=...");
        }
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .ignore(none())
                .type(named(type))
                .transform((builder, description, loader, module, domain) ->
                        builder.visit(Advice.to(advice).on(named(method))))
                .installOn(instrumentation);
    }

    private static void strikeIfAsked(File control, Path journal, Path data) throws IOException {
        File asked = new File(control, "power-lost");
        if (!asked.exists()) {
            return;
        }
        long gone = data.toFile().isDirectory() ? PowerLoss.strike(journal, data) : 0;
        Properties said = new Properties();
        said.setProperty("bytes", Long.toString(gone));
        write(new File(control, "struck"), said);
        if (!asked.delete()) {
            throw new IOException("cannot delete " + asked);
        }
    }

    private static void obey(File control) {
        File faults = new File(control, "faults");
        File seen = new File(control, "seen");
        Properties before = new Properties();
        try {
            while (true) {
                Properties wanted = read(faults);
                Switches.forceDelayMillis = Long.parseLong(value(wanted, "force-delay-ms", "0"));
                Switches.forceFails = Boolean.parseBoolean(value(wanted, "force-fails", "false"));
                Switches.diskFull = Boolean.parseBoolean(value(wanted, "disk-full", "false"));
                Switches.clockOffsetMillis = Long.parseLong(value(wanted, "clock-offset-ms", "0"));
                Properties now = new Properties();
                now.putAll(wanted);
                now.setProperty("forces-delayed", Switches.FORCES_DELAYED.toString());
                now.setProperty("forces-failed", Switches.FORCES_FAILED.toString());
                now.setProperty("writes-refused", Switches.WRITES_REFUSED.toString());
                now.setProperty("clock-read", Switches.CLOCK_READ.toString());
                if (!now.equals(before)) {
                    write(seen, now);
                    before = now;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("seams: " + e);
            Runtime.getRuntime().halt(1); // A fault that is not there must not look like one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String value(Properties from, String name, String otherwise) {
        return from.getProperty(name, otherwise);
    }

    private static Properties read(File file) throws IOException {
        Properties read = new Properties();
        if (file.exists()) {
            try (InputStream in = new FileInputStream(file)) {
                read.load(in);
            }
        }
        return read;
    }

    /** By a rename, so that nobody reads the half of it. */
    private static void write(File file, Properties what) throws IOException {
        File next = new File(file.getPath() + ".next");
        try (OutputStream out = new FileOutputStream(next)) {
            what.store(out, null);
        }
        if (!next.renameTo(file)) {
            throw new IOException("cannot rename " + next + " to " + file);
        }
    }

    static final class WrongSupplier {

        private WrongSupplier() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) LongSupplier clock) {
            clock = Switches.wrong(clock);
        }
    }

    static final class WrongClock {

        private WrongClock() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long millis) {
            millis += Switches.clockOffset();
        }
    }

    static final class SmallLog {

        private SmallLog() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return RaftProperties properties) {
            makeSmall(properties);
        }
    }

    /** For the advice above, which becomes a part of the server's class. */
    public static void makeSmall(RaftProperties properties) {
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SMALL_SEGMENT);
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, SMALL_PREALLOCATION);
        RaftServerConfigKeys.Log.setPurgePreservationLogNum(properties, FEW_ENTRIES_KEPT);
    }
}
