package dev.assay.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
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
import java.util.List;
import java.util.stream.Stream;

/** What each command answers, one line a case. */
class CommandsTest {

    private static final Reply NIL = Reply.Nil.STRING;

    private final CommandTable table = Catalog.table();

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

    private Reply run(String line) {
        return keys.run(table, Argv.of(line.split(" ")));
    }

    private static Reply bulk(String text) {
        return Reply.bulk(text);
    }

    private static Reply number(long number) {
        return new Reply.Int(number);
    }

    private static Reply error(String text) {
        return new Reply.Error(text);
    }

    private static Reply array(Reply... items) {
        return new Reply.Array(List.of(items));
    }

    /** Commands in a row, of which the last one's reply is told. */
    private static Arguments row(Reply reply, String... lines) {
        return Arguments.argumentSet(String.join("; ", lines), List.of(lines), reply);
    }

    static Stream<Arguments> cases() {
        Reply syntax = error("ERR syntax error");
        Reply notInteger = error("ERR value is not an integer or out of range");
        return Stream.of(
                row(NIL, "GET k"),
                row(bulk("v"), "SET k v", "GET k"),
                row(bulk("w"), "SET k v", "SET k w", "get k"),
                row(error("ERR wrong number of arguments for 'get' command"), "GET"),
                row(error("ERR wrong number of arguments for 'get' command"), "GET a b"),
                row(Reply.OK, "SET k v NX"),
                row(NIL, "SET k v", "SET k w NX"),
                row(bulk("v"), "SET k v", "SET k w NX", "GET k"),
                row(NIL, "SET k v XX"),
                row(Reply.OK, "SET k v", "SET k w xx"),
                row(NIL, "SET k v GET"),
                row(bulk("v"), "SET k v", "SET k w GET"),
                row(bulk("v"), "SET k v", "SET k w NX GET"),
                row(bulk("v"), "SET k v", "SET k w NX GET", "GET k"),
                row(NIL, "SET k w IFEQ v"),
                row(Reply.OK, "SET k v", "SET k w IFEQ v"),
                row(bulk("w"), "SET k v", "SET k w IFEQ v", "GET k"),
                row(NIL, "SET k v", "SET k w IFEQ x"),
                row(bulk("v"), "SET k v", "SET k w IFEQ x", "GET k"),
                row(bulk("v"), "SET k v", "SET k w IFEQ x GET"),
                row(syntax, "SET k v IFEQ"),
                row(syntax, "SET k v NX XX"),
                row(syntax, "SET k v NX IFEQ v"),
                row(syntax, "SET k v EX"),
                row(syntax, "SET k v x"),
                row(number(0), "DEL k"),
                row(number(1), "SET k v", "DEL k"),
                row(number(1), "SET k v", "DEL k k other"),
                row(NIL, "SET k v", "DEL k", "GET k"),
                row(number(0), "EXISTS k"),
                row(number(2), "SET k v", "EXISTS k k other"),
                row(number(1), "INCR n"),
                row(number(11), "SET n 10", "INCR n"),
                row(bulk("11"), "SET n 10", "INCR n", "GET n"),
                row(notInteger, "SET n ten", "INCR n"),
                row(notInteger, "SET n 01", "INCR n"),
                row(
                        error("ERR increment or decrement would overflow"),
                        "SET n 9223372036854775807",
                        "INCR n"),
                row(Reply.OK, "MSET a 1 b 2"),
                row(array(bulk("1"), NIL, bulk("2")), "MSET a 1 b 2", "MGET a x b"),
                row(error("ERR wrong number of arguments for 'mset' command"), "MSET a 1 b"),
                row(new Reply.Status("PONG"), "PING"),
                row(bulk("hi"), "PING hi"),
                row(error("ERR wrong number of arguments for 'ping' command"), "PING a b"),
                row(bulk("hi"), "ECHO hi"),
                row(Reply.OK, "SELECT 0"),
                row(error("ERR DB index is out of range"), "SELECT 1"),
                row(error("ERR invalid DB index"), "SELECT one"),
                row(error("NOPROTO unsupported protocol version"), "HELLO 4"),
                row(error("ERR Protocol version is not an integer or out of range"), "HELLO three"),
                row(error("ERR syntax error in HELLO option 'AUTH'"), "HELLO 3 AUTH a"),
                row(error("ERR syntax error in HELLO option 'FOO'"), "HELLO 3 FOO"),
                row(number(12739), "CLUSTER KEYSLOT 123456789"),
                row(number(3443), "CLUSTER KEYSLOT {user1000}.x"),
                row(error("ERR unknown subcommand 'MEET'. Try CLUSTER HELP."), "CLUSTER MEET"),
                row(bulk("raw"), "SET k v", "OBJECT ENCODING k"),
                row(bulk("records"), "SADD s a", "OBJECT ENCODING s"),
                row(error("ERR unknown subcommand 'KILL'. Try CLIENT HELP."), "CLIENT KILL"),
                row(error("ERR Unrecognized option 'x'"), "CLIENT SETINFO x y"),
                row(error("ERR unknown subcommand 'SET'. Try CONFIG HELP."), "CONFIG SET a b"),
                row(
                        error("ERR unknown command 'FOO', with args beginning with: 'a' 'b' "),
                        "FOO a b"),
                row(error("ERR unknown command 'FOO', with args beginning with: "), "FOO"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answers(List<String> lines, Reply expected) {
        Reply last = null;
        for (String line : lines) {
            last = run(line);
        }
        assertThat(last).isEqualTo(expected);
    }

    @Test
    void an_unknown_command_cannot_break_the_line_of_its_error() {
        Reply.Error error = ((Command.Rejected) table.parse(Argv.of("a\r\nb", "c\nd"))).error();
        assertThat(error.text())
                .isEqualTo("ERR unknown command 'a  b', with args beginning with: 'c d' ");
    }

    @Test
    void every_row_is_complete() {
        assertThat(table.all()).hasSizeGreaterThan(20);
        for (CommandSpec spec : table.all()) {
            assertThat(spec.name()).isLowerCase();
            assertThat(spec.summary()).as(spec.name()).endsWith(".");
            assertThat(spec.flags()).as(spec.name()).isNotEmpty();
        }
    }
}
