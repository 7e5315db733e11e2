package dev.assay.server.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.catalog.Catalog;
import dev.assay.server.command.Argv;
import dev.assay.server.command.OperationCodec;
import dev.assay.server.command.Transaction;
import dev.assay.server.data.Bytes;
import dev.assay.server.raft.Operation;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class WordsTest {

    private final Operation transaction = new Transaction(
            Map.of(Bytes.of("a"), 7L, Bytes.of("b"), 8L),
            List.of(argv("SET", "a", "1"), argv("GET", "b")),
            Catalog.table());

    @Test
    void a_transaction_without_its_watches_has_its_commands() {
        Operation bare = Words.withoutWatches(transaction);
        assertThat(bare.encoded())
                .isEqualTo(new Transaction(
                                Map.of(),
                                List.of(argv("SET", "a", "1"), argv("GET", "b")),
                                Catalog.table())
                        .encoded());
    }

    @Test
    void a_transaction_is_split_into_one_for_each_command() {
        assertThat(Words.split(transaction).stream().map(Operation::encoded))
                .containsExactly(
                        new Transaction(Map.of(), List.of(argv("SET", "a", "1")), Catalog.table())
                                .encoded(),
                        new Transaction(Map.of(), List.of(argv("GET", "b")), Catalog.table())
                                .encoded());
    }

    @Test
    void a_single_command_is_read_and_left_as_it_is() {
        Operation set = new OperationCodec(Catalog.table()).decode(new byte[] {
            1, 0, 0, 0, 3, 0, 0, 0, 3, 'S', 'E', 'T', 0, 0, 0, 1, 'k', 0, 0, 0, 1, 'v'
        });
        assertThat(Words.of(set)).containsExactly("set", "k", "v");
        assertThat(Words.withoutWatches(set)).isSameAs(set);
        assertThat(Words.split(set)).containsExactly(set);
        assertThat(Words.of(transaction)).isEmpty();
    }

    @Test
    void the_pairs_of_an_mset_become_sets() {
        OperationCodec codec = new OperationCodec(Catalog.table());
        Operation mset = codec.decode(command("MSET", "a", "1", "b", "2"));
        assertThat(Words.pairs(mset).stream().map(Words::of))
                .containsExactly(List.of("set", "a", "1"), List.of("set", "b", "2"));
        assertThat(Words.pairs(transaction)).containsExactly(transaction);
    }

    private static byte[] command(String... words) {
        ByteBuffer out = ByteBuffer.allocate(100).put((byte) 1).putInt(words.length);
        for (String word : words) {
            out.putInt(word.length()).put(word.getBytes(StandardCharsets.US_ASCII));
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static Argv argv(String... words) {
        return Argv.of(Stream.of(words).map(Bytes::of).toList());
    }
}
