package dev.assay.bench.generator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A mix of reads and writes over records, by name as YCSB has them (Cooper et al., Benchmarking
 * Cloud Serving Systems with YCSB, SoCC 2010, table 2), in the Redis protocol: a read is GET, an
 * update and an insert are SET, a read-modify-write is GET and then SET on the same connection, and
 * a scan of 1 to {@value #SCAN_MAX} records is one MGET of neighbours, since a key-value store has
 * no order to scan by.
 *
 * @param name such as {@code ycsb-a}
 * @param readPercent of all requests; likewise the others, which make 100 together
 * @param latest reads prefer what was inserted last, else keys are drawn as asked for
 */
public record Workload(
        String name,
        int readPercent,
        int updatePercent,
        int insertPercent,
        int scanPercent,
        int readModifyWritePercent,
        boolean latest) {

    /** YCSB's longest scan. */
    public static final int SCAN_MAX = 100;

    private static final int ALL = 100;
    private static final String PREFIX = "user";
    private static final byte[] GET = ascii("GET");
    private static final byte[] SET = ascii("SET");
    private static final byte[] MGET = ascii("MGET");
    private static final List<String> KINDS = List.of("READ", "UPDATE", "INSERT", "SCAN", "RMW");
    private static final int READ = 0;
    private static final int UPDATE = 1;
    private static final int INSERT = 2;
    private static final int SCAN = 3;
    private static final int RMW = 4;

    private static final List<Workload> NAMED = List.of(
            new Workload("ycsb-a", 50, 50, 0, 0, 0, false),
            new Workload("ycsb-b", 95, 5, 0, 0, 0, false),
            new Workload("ycsb-c", 100, 0, 0, 0, 0, false),
            new Workload("ycsb-d", 95, 0, 5, 0, 0, true),
            new Workload("ycsb-e", 0, 0, 5, 95, 0, false),
            new Workload("ycsb-f", 50, 0, 0, 0, 50, false));

    public Workload {
        int sum =
                readPercent + updatePercent + insertPercent + scanPercent + readModifyWritePercent;
        if (sum != ALL) {
            throw new IllegalArgumentException(
                    "workload " + name + ": shares make " + sum + " %, expected 100");
        }
    }

    /** By a name ({@code ycsb-a} or {@code a}), or {@code READS:UPDATES} in percent. */
    public static Workload parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (Workload workload : NAMED) {
            if (workload.name.equals(lower) || workload.name.equals("ycsb-" + lower)) {
                return workload;
            }
        }
        String[] shares = lower.split(":");
        if (shares.length == 2) {
            try {
                int reads = Integer.parseInt(shares[0]);
                int updates = Integer.parseInt(shares[1]);
                if (reads >= 0 && updates >= 0) {
                    String name = "reads-" + reads + "-updates-" + updates;
                    return new Workload(name, reads, updates, 0, 0, 0, false);
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(expected(text), e);
            }
        }
        throw new IllegalArgumentException(expected(text));
    }

    private static String expected(String text) {
        return "workload '" + text + "': expected one of "
                + String.join(", ", NAMED.stream().map(Workload::name).toList())
                + ", or READS:UPDATES in percent, such as 80:20";
    }

    /** The command that stores a record before the load. */
    public static Command load(long record, int bytes) {
        return Command.of(0, SET, key(record), value(bytes));
    }

    /** @param inserted how many records there are; shared by all threads */
    public CommandSource source(
            Keys keys, Sizes sizes, AtomicLong inserted, SplittableRandom random) {
        Keys read = latest ? new Keys.Latest(keys.count(), inserted) : keys;
        return new Source(read.chooser(random.split()), sizes, inserted, random);
    }

    private final class Source implements CommandSource {
        private final Keys.Chooser keys;
        private final Sizes sizes;
        private final AtomicLong inserted;
        private final SplittableRandom random;
        private final byte[] longest;

        Source(Keys.Chooser keys, Sizes sizes, AtomicLong inserted, SplittableRandom random) {
            this.keys = keys;
            this.sizes = sizes;
            this.inserted = inserted;
            this.random = random;
            this.longest = value(sizes.max());
        }

        @Override
        public List<String> kinds() {
            return KINDS;
        }

        @Override
        public Command next() {
            int dice = random.nextInt(ALL);
            if ((dice -= readPercent) < 0) {
                return Command.of(READ, GET, key(keys.next()));
            }
            if ((dice -= updatePercent) < 0) {
                return Command.of(UPDATE, SET, key(keys.next()), draw());
            }
            if ((dice -= insertPercent) < 0) {
                return Command.of(INSERT, SET, key(inserted.getAndIncrement()), draw());
            }
            if ((dice -= scanPercent) < 0) {
                return scan(keys.next(), 1 + random.nextInt(SCAN_MAX));
            }
            byte[] key = key(keys.next());
            return Command.of(RMW, GET, key).then(Command.of(RMW, SET, key, draw()));
        }

        private byte[] draw() {
            int size = sizes.draw(random);
            return size == longest.length ? longest : Arrays.copyOf(longest, size);
        }
    }

    private static Command scan(long from, int records) {
        byte[][] words = new byte[1 + records][];
        words[0] = MGET;
        for (int i = 0; i < records; i++) {
            words[1 + i] = key(from + i);
        }
        return Command.of(SCAN, words);
    }

    private static byte[] key(long record) {
        byte[] key = ascii(PREFIX + Template.RANDOM);
        Template.writeDigits(record, key, PREFIX.length());
        return key;
    }

    private static byte[] value(int bytes) {
        byte[] value = new byte[bytes];
        Arrays.fill(value, (byte) 'x');
        return value;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
