package dev.assay.checker.history;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Operations as columns of plain numbers, some 70 bytes each where objects would take 200, in chunks,
 * so that it grows without being copied. A row is begun by an invocation and completed in place. For
 * one thread while it grows, for any number afterwards.
 */
final class Columns {

    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;

    /** More could not be numbered by an int. */
    static final int ROWS_MAX = Integer.MAX_VALUE - CHUNK;

    private static final EventType[] TYPES = EventType.values();

    private final List<Chunk> chunks = new ArrayList<>();
    private final Texts texts = new Texts();
    private final Values values = new Values();
    private int size;

    /** Some rows. */
    private static final class Chunk {
        private final long[] line = new long[CHUNK];
        private final long[] process = new long[CHUNK];
        private final long[] invokeNanos = new long[CHUNK];
        private final long[] returnNanos = new long[CHUNK];
        private final byte[] outcome = new byte[CHUNK];
        private final int[] f = new int[CHUNK];
        private final int[] key = new int[CHUNK];
        private final byte[] inputKind = new byte[CHUNK];
        private final long[] input = new long[CHUNK];
        private final byte[] outputKind = new byte[CHUNK];
        private final long[] output = new long[CHUNK];
        private final int[] node = new int[CHUNK];

        /** Most histories have few of these. */
        private int @Nullable [] error;

        private long @Nullable [] raftIndex;
    }

    int size() {
        return size;
    }

    /** Begins a row: until it is completed its outcome is unknown. */
    int begin(long line, Event event) {
        if (size == ROWS_MAX) {
            throw new IllegalStateException("more than " + ROWS_MAX + " operations");
        }
        if (size >>> CHUNK_BITS == chunks.size()) {
            chunks.add(new Chunk());
        }
        Chunk chunk = chunks.get(size >>> CHUNK_BITS);
        int at = size & CHUNK - 1;
        chunk.line[at] = line;
        chunk.process[at] = event.process();
        chunk.invokeNanos[at] = event.timeNanos();
        chunk.returnNanos[at] = Operation.NEVER;
        chunk.outcome[at] = (byte) EventType.INFO.ordinal();
        chunk.f[at] = texts.number(event.f());
        chunk.key[at] = texts.number(event.key());
        chunk.node[at] = texts.number(event.node());
        chunk.inputKind[at] = values.kind(event.value());
        chunk.input[at] = values.code(event.value(), chunk.inputKind[at]);
        return size++;
    }

    void complete(int row, Event event) {
        Chunk chunk = chunks.get(row >>> CHUNK_BITS);
        int at = row & CHUNK - 1;
        chunk.outcome[at] = (byte) event.type().ordinal();
        if (event.type() != EventType.INFO) {
            chunk.returnNanos[at] = event.timeNanos();
        }
        if (event.type() == EventType.OK) {
            chunk.outputKind[at] = values.kind(event.value());
            chunk.output[at] = values.code(event.value(), chunk.outputKind[at]);
        }
        if (event.error() != null) {
            int[] error = chunk.error == null ? new int[CHUNK] : chunk.error;
            error[at] = texts.number(event.error());
            chunk.error = error;
        }
        if (event.raftIndex() != Event.NO_INDEX) {
            long[] raftIndex = chunk.raftIndex == null ? new long[CHUNK] : chunk.raftIndex;
            raftIndex[at] = event.raftIndex() + 1;
            chunk.raftIndex = raftIndex;
        }
    }

    long line(int row) {
        return chunks.get(row >>> CHUNK_BITS).line[row & CHUNK - 1];
    }

    long invokeNanos(int row) {
        return chunks.get(row >>> CHUNK_BITS).invokeNanos[row & CHUNK - 1];
    }

    @Nullable
    String f(int row) {
        return texts.text(chunks.get(row >>> CHUNK_BITS).f[row & CHUNK - 1]);
    }

    @Nullable
    String key(int row) {
        return texts.text(chunks.get(row >>> CHUNK_BITS).key[row & CHUNK - 1]);
    }

    Operation operation(int row) {
        Chunk chunk = chunks.get(row >>> CHUNK_BITS);
        int at = row & CHUNK - 1;
        String f = texts.text(chunk.f[at]);
        return new Operation(
                chunk.line[at] - 1,
                chunk.process[at],
                f == null ? "" : f,
                texts.text(chunk.key[at]),
                values.value(chunk.inputKind[at], chunk.input[at]),
                values.value(chunk.outputKind[at], chunk.output[at]),
                chunk.invokeNanos[at],
                chunk.returnNanos[at],
                TYPES[chunk.outcome[at]],
                texts.text(chunk.node[at]),
                chunk.error == null ? null : texts.text(chunk.error[at]),
                chunk.raftIndex == null ? Event.NO_INDEX : chunk.raftIndex[at] - 1);
    }

    /** Texts by number, each held once; 0 is a missing one. */
    private static final class Texts {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<@Nullable String> texts = new ArrayList<>();

        Texts() {
            texts.add(null);
        }

        int number(@Nullable String text) {
            if (text == null) {
                return 0;
            }
            Integer known = numbers.putIfAbsent(text, texts.size());
            if (known != null) {
                return known;
            }
            texts.add(text);
            return texts.size() - 1;
        }

        @Nullable
        String text(int number) {
            return texts.get(number);
        }
    }

    /** Values as numbers: small ones as they are, others by their place in a list. */
    private static final class Values {
        private static final byte NOTHING = 0;
        private static final byte WHOLE = 1;
        private static final byte PAIR = 2;
        private static final byte OTHER = 3;

        /** Of so many equal values are held once; beyond, they are hardly ever equal. */
        private static final int NUMBERED_MAX = 1 << 18;

        private final Map<Object, Integer> numbers = new HashMap<>();
        private final List<Object> others = new ArrayList<>();

        byte kind(@Nullable Object value) {
            if (value == null) {
                return NOTHING;
            }
            if (value instanceof Long) {
                return WHOLE;
            }
            return value instanceof List<?> pair
                            && pair.size() == 2
                            && isInt(pair.get(0))
                            && isInt(pair.get(1))
                    ? PAIR
                    : OTHER;
        }

        private static boolean isInt(@Nullable Object value) {
            return value instanceof Long number && number == (int) (long) number;
        }

        long code(@Nullable Object value, byte kind) {
            if (value == null) {
                return 0;
            }
            if (kind == WHOLE) {
                return (Long) value;
            }
            if (kind == PAIR && value instanceof List<?> pair) {
                return (Long) pair.get(0) << Integer.SIZE | (Long) pair.get(1) & 0xFFFF_FFFFL;
            }
            Integer known = numbers.get(value);
            if (known != null) {
                return known;
            }
            if (numbers.size() < NUMBERED_MAX) {
                numbers.put(value, others.size());
            }
            others.add(value);
            return others.size() - 1;
        }

        @Nullable
        Object value(byte kind, long code) {
            return switch (kind) {
                case NOTHING -> null;
                case WHOLE -> code;
                case PAIR -> List.of(code >> Integer.SIZE, (long) (int) code);
                default -> others.get((int) code);
            };
        }
    }
}
