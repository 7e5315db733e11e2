package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.raft.Operation;
import dev.assay.server.raft.OperationDecoder;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Operations as bytes: the words of a command as they were sent, read again by the table on each
 * node. A transaction, a tick and a step of a restore have tags of their own, which no client can send.
 */
public final class OperationCodec implements OperationDecoder {

    private static final byte COMMAND = 1;
    private static final byte TRANSACTION = 2;
    static final byte TICK = 3;
    static final byte RESTORING = 4;

    private final CommandTable table;

    public OperationCodec(CommandTable table) {
        this.table = table;
    }

    @Override
    public Operation decode(byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        try {
            byte tag = in.get();
            return switch (tag) {
                case COMMAND -> decodeCommand(encoded, in);
                case TRANSACTION -> new Transaction(readWatched(in), readCommands(in), table);
                case TICK -> Tick.INSTANCE;
                case RESTORING -> Restoring.decode(encoded);
                default -> throw new IllegalArgumentException("no operation has the tag " + tag);
            };
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException(
                    "operation of " + encoded.length + " bytes that ends too early", e);
        }
    }

    private Operation decodeCommand(byte[] encoded, ByteBuffer in) {
        Argv argv = readArgv(in);
        if (table.parse(argv) instanceof Command.Write write) {
            return new LoggedCommand(encoded, write);
        }
        throw new IllegalArgumentException(
                "'" + argv.name() + "' is in the log, but this version knows no such write");
    }

    static byte[] encode(Argv argv) {
        ByteBuffer out = ByteBuffer.allocate(1 + size(argv)).put(COMMAND);
        put(out, argv);
        return out.array();
    }

    static byte[] encode(Map<Bytes, Long> watched, List<Argv> commands) {
        int size = 1 + 2 * Integer.BYTES;
        for (Bytes key : watched.keySet()) {
            size += size(key) + Long.BYTES;
        }
        for (Argv argv : commands) {
            size += size(argv);
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(TRANSACTION).putInt(watched.size());
        watched.forEach((key, version) -> {
            put(out, key);
            out.putLong(version);
        });
        out.putInt(commands.size());
        commands.forEach(argv -> put(out, argv));
        return out.array();
    }

    private static int size(Bytes bytes) {
        return Integer.BYTES + bytes.length();
    }

    private static int size(Argv argv) {
        int size = Integer.BYTES;
        for (Bytes word : argv.from(0)) {
            size += size(word);
        }
        return size;
    }

    private static void put(ByteBuffer out, Bytes bytes) {
        out.putInt(bytes.length()).put(bytes.array());
    }

    private static void put(ByteBuffer out, Argv argv) {
        out.putInt(argv.size());
        argv.from(0).forEach(word -> put(out, word));
    }

    private static Bytes readBytes(ByteBuffer in) {
        int length = in.getInt();
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Bytes.wrap(bytes);
    }

    private static Argv readArgv(ByteBuffer in) {
        int count = in.getInt();
        List<Bytes> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(readBytes(in));
        }
        return Argv.of(words);
    }

    private static Map<Bytes, Long> readWatched(ByteBuffer in) {
        int count = in.getInt();
        Map<Bytes, Long> watched = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Bytes key = readBytes(in);
            watched.put(key, in.getLong());
        }
        return watched;
    }

    private static List<Argv> readCommands(ByteBuffer in) {
        int count = in.getInt();
        List<Argv> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(readArgv(in));
        }
        return commands;
    }
}
