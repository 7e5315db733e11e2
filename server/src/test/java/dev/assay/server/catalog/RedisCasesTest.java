package dev.assay.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.command.Argv;
import dev.assay.server.command.CommandTable;
import dev.assay.server.data.Reply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Every command answers as Redis does, one row a case. */
class RedisCasesTest {

    /** Fewer would mean that a table was not found. */
    private static final int CASES_MIN = 700;

    private static final CommandTable TABLE = Catalog.table();

    @TempDir
    static Path directory;

    private static StoreKeys keys;

    @BeforeAll
    static void open() {
        keys = new StoreKeys(directory);
    }

    @AfterAll
    static void close() {
        keys.close();
    }

    @BeforeEach
    void clear() {
        keys.clear();
    }

    static Stream<Arguments> cases() {
        return Stream.of("strings", "keys", "hashes", "lists", "sets", "zsets").flatMap(Cases::of);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answers(Cases.Case row) {
        Reply last = null;
        for (Argv argv : row.commands()) {
            last = keys.run(TABLE, argv);
        }
        assertThat(row.textOf(last)).isEqualTo(row.answer());
    }

    @Test
    void the_tables_are_there() {
        assertThat(cases()).hasSizeGreaterThan(CASES_MIN);
    }
}
