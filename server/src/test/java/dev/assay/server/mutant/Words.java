package dev.assay.server.mutant;

import dev.assay.server.catalog.Catalog;
import dev.assay.server.command.OperationCodec;
import dev.assay.server.raft.Operation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads and rewrites operations as the log carries them; see {@link OperationCodec}. */
final class Words {

    private static final byte COMMAND = 1;
    private static final byte TRANSACTION = 2;
    private static final int INT = Integer.BYTES;
    private static final OperationCodec CODEC = new OperationCodec(Catalog.table());

    private Words() {}

    /** The words of a single command, in lower case; empty for anything else. */
    static List<String> of(Operation operation) {
        ByteBuffer in = ByteBuffer.wrap(operation.encoded());
        List<String> words = new ArrayList<>();
        if (in.get() == COMMAND) {
            int count = in.getInt();
            for (int i = 0; i < count; i++) {
                byte[] word = new byte[in.getInt()];
                in.get(word);
                words.add(new String(word, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    /** A SET for each pair of an MSET; anything else as it is. */
    static List<Operation> pairs(Operation operation) {
        ByteBuffer in = ByteBuffer.wrap(operation.encoded());
        if (in.get() != COMMAND || !of(operation).get(0).equals("mset")) {
            return List.of(operation);
        }
        int words = in.getInt();
        word(in);
        List<Operation> single = new ArrayList<>();
        for (int i = 1; i + 1 < words; i += 2) {
            single.add(command("set".getBytes(StandardCharsets.ISO_8859_1), word(in), word(in)));
        }
        return single;
    }

    private static byte[] word(ByteBuffer in) {
        byte[] word = new byte[in.getInt()];
        in.get(word);
        return word;
    }

    private static Operation command(byte[]... words) {
        int bytes = 1 + INT;
        for (byte[] word : words) {
            bytes += INT + word.length;
        }
        ByteBuffer out = ByteBuffer.allocate(bytes).put(COMMAND).putInt(words.length);
        for (byte[] word : words) {
            out.putInt(word.length).put(word);
        }
        return CODEC.decode(out.array());
    }

    /** A transaction that watches nothing; anything else as it is. */
    static Operation withoutWatches(Operation operation) {
        ByteBuffer in = ByteBuffer.wrap(operation.encoded());
        if (in.get() != TRANSACTION) {
            return operation;
        }
        skipWatches(in);
        return transaction(in.slice());
    }

    /** Each command of a transaction as one of its own, without what was watched. */
    static List<Operation> split(Operation operation) {
        ByteBuffer in = ByteBuffer.wrap(operation.encoded());
        if (in.get() != TRANSACTION) {
            return List.of(operation);
        }
        skipWatches(in);
        int count = in.getInt();
        List<Operation> single = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = in.position();
            int words = in.getInt();
            for (int word = 0; word < words; word++) {
                in.position(in.position() + INT + in.getInt(in.position()));
            }
            ByteBuffer command = in.slice(from, in.position() - from);
            ByteBuffer one = ByteBuffer.allocate(INT + command.remaining());
            single.add(transaction(one.putInt(1).put(command).flip()));
        }
        return single;
    }

    private static void skipWatches(ByteBuffer in) {
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            in.position(in.position() + INT + in.getInt(in.position()) + Long.BYTES);
        }
    }

    private static Operation transaction(ByteBuffer commands) {
        ByteBuffer out = ByteBuffer.allocate(1 + INT + commands.remaining());
        out.put(TRANSACTION).putInt(0).put(commands);
        return CODEC.decode(out.array());
    }
}
