package dev.assay.checker.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.assay.checker.history.Event;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.history.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Files in, operations out; and every kind of broken line. */
class HistoryFilesTest {

    private static final List<Event> EVENTS = List.of(
            new Event(10, 0, EventType.INVOKE, "cas", "a\"b", Arrays.asList(null, 2L), "n1", null),
            new Event(11, 1, EventType.INVOKE, "read", "k", null, "n2", null),
            new Event(20, 0, EventType.OK, "cas", "a\"b", Arrays.asList(null, 2L), "n1", null),
            new Event(25, 1, EventType.OK, "read", "k", "two\nlines, ü and \\", "n2", null),
            new Event(
                    30,
                    2,
                    EventType.INVOKE,
                    "write",
                    "k",
                    List.of(true, 1.5, List.of()),
                    null,
                    null),
            new Event(
                    31,
                    2,
                    EventType.INFO,
                    "write",
                    "k",
                    List.of(true, 1.5, List.of()),
                    null,
                    "time-out"));

    @TempDir
    private Path folder;

    @Test
    void jsonlIsReadAsItWasWritten() throws IOException, HistoryException {
        Path file = folder.resolve(HistoryFiles.NAME);
        try (JsonlWriter writer = JsonlWriter.appendingTo(file)) {
            for (Event event : EVENTS.subList(0, 3)) {
                writer.write(event);
            }
        }
        try (JsonlWriter writer = JsonlWriter.appendingTo(file)) {
            for (Event event : EVENTS.subList(3, 6)) {
                writer.write(event);
            }
        }

        assertThat(Files.readAllLines(file))
                .hasSize(6)
                .first()
                .isEqualTo(
                        "{\"time\":10,\"process\":0,\"type\":\"invoke\",\"f\":\"cas\",\"key\":\"a\\\"b\","
                                + "\"value\":[null,2],\"node\":\"n1\"}");
        assertThat(HistoryFiles.read(folder).operations())
                .isEqualTo(History.of(EVENTS).operations());
    }

    @Test
    void ednIsReadAsItWasWritten() throws IOException, HistoryException {
        Path file = folder.resolve("history.edn");
        try (EdnWriter writer = new EdnWriter(Files.newBufferedWriter(file))) {
            for (Event event : EVENTS) {
                writer.write(event);
            }
        }

        assertThat(Files.readAllLines(file))
                .first()
                .isEqualTo("{:index 0, :time 10, :type :invoke, :process 0, :f :cas,"
                        + " :value [\"a\\\"b\" [nil 2]], :node \"n1\"}");
        assertThat(HistoryFiles.read(file, null, true).operations())
                .isEqualTo(History.of(EVENTS).operations());
    }

    @Test
    void flushedLinesAreOnTheDisk() throws IOException {
        Path file = folder.resolve("history.jsonl");
        try (JsonlWriter writer = JsonlWriter.appendingTo(file)) {
            writer.write(EVENTS.get(0));
            assertThat(Files.size(file)).isZero();
            writer.flush();
            assertThat(Files.readAllLines(file)).hasSize(1);
        }
    }

    @Test
    void aRefusedEventLeavesNoHalfLine() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonlWriter writer = new JsonlWriter(text)) {
            Event event = new Event(1, 0, EventType.INVOKE, "f", null, new Object(), null, null);
            assertThatThrownBy(() -> writer.write(event))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected null, Boolean");
        }
        assertThat(text.toString()).isEmpty();
    }

    @Test
    void aBrokenLastLineIsAProblemUnlessSalvaged() throws IOException, HistoryException {
        Path file = folder.resolve("history.jsonl");
        Files.writeString(file, """
                {"time":1,"process":0,"type":"invoke","f":"write","value":1}
                {"time":2,"process":1,"type":"invoke","f":"read"}
                {"time":3,"process":0,"type":"o""");

        assertThatThrownBy(() -> HistoryFiles.read(file))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("line 3: the last line breaks off");
        HistoryFiles.Salvaged salvaged = HistoryFiles.salvage(file);
        assertThat(salvaged.cutOff()).extracting(Problem::line).containsExactly(3L);
        assertThat(salvaged.history().operations())
                .extracting(Operation::outcome)
                .containsExactly(EventType.INFO, EventType.INFO);
    }

    @Test
    void whateverPlaceALineIsCutAtNothingIsMadeUp() throws IOException, HistoryException {
        String first =
                "{\"time\":1,\"process\":0,\"type\":\"invoke\",\"f\":\"write\",\"value\":12}\n";
        String second = "{\"time\":3,\"process\":0,\"type\":\"ok\",\"f\":\"write\",\"value\":12}";
        Path file = folder.resolve("history.jsonl");
        for (int cut = 0; cut < second.length(); cut++) {
            Files.writeString(file, first + second.substring(0, cut));
            HistoryFiles.Salvaged salvaged = HistoryFiles.salvage(file);
            assertThat(salvaged.cutOff()).as("cut at %d", cut).hasSize(cut == 0 ? 0 : 1);
            assertThat(salvaged.history().operations().get(0).outcome()).isEqualTo(EventType.INFO);
        }
    }

    static Stream<Arguments> brokenLines() {
        return Stream.of(
                argumentSet(
                        "no time",
                        "{\"process\":0,\"type\":\"invoke\",\"f\":\"read\"}",
                        "no time; expected at least time, process, type and f"),
                argumentSet("a word for a number", "{\"time\":\"1\"}", "time is VALUE_STRING"),
                argumentSet("a fraction", "{\"time\":1.5}", "time is VALUE_NUMBER_FLOAT"),
                argumentSet(
                        "an unknown type",
                        "{\"time\":1,\"type\":\"done\"}",
                        "event type 'done': expected one of invoke, ok, fail, info"),
                argumentSet(
                        "an object as value",
                        "{\"time\":1,\"value\":{}}",
                        "value is START_OBJECT: expected null"),
                argumentSet("no object", "[1]", "expected an object in braces"),
                argumentSet(
                        "two objects",
                        "{\"time\":1,\"process\":0,\"type\":\"invoke\",\"f\":\"r\"} {}",
                        "text after the object"),
                argumentSet("no JSON", "{time 1}", "Unexpected character"),
                argumentSet(
                        "a negative process",
                        "{\"time\":1,\"process\":-1,\"type\":\"invoke\",\"f\":\"r\"}",
                        "process -1"));
    }

    @ParameterizedTest
    @MethodSource("brokenLines")
    void saysWhatIsWrongWithALine(String line, String message) {
        assertThatThrownBy(() -> HistoryFiles.parse("\n" + line + "\n", HistoryFormat.JSONL))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("line 2: ")
                .hasMessageContaining(message);
    }

    @Test
    void anUnknownFieldIsLeftOut() throws HistoryException {
        History history = HistoryFiles.parse(
                "{\"time\":1,\"process\":0,\"type\":\"invoke\",\"f\":\"read\",\"later\":{\"a\":[1]}}\n",
                HistoryFormat.JSONL);

        assertThat(history.size()).isEqualTo(1);
    }

    @Test
    void readsEtcdLogs() throws HistoryException {
        History history = HistoryFiles.parse("""
                INFO  jepsen.util - 0\t:invoke\t:read\tnil
                INFO  jepsen.util - 0\t:fail\t:read\t:timed-out
                INFO  jepsen.util - 1   :invoke :cas    [4 3]
                INFO  jepsen.util - 1   :fail   :cas    [4 3]
                INFO  jepsen.util - 2   :invoke :write  3
                INFO  jepsen.util - 2   :info   :write  :timed-out
                """, HistoryFormat.ETCD);

        assertThat(history.operations())
                .containsExactly(
                        new Operation(
                                0,
                                0,
                                "read",
                                null,
                                null,
                                null,
                                1,
                                2,
                                EventType.FAIL,
                                null,
                                "timed-out"),
                        new Operation(
                                2,
                                1,
                                "cas",
                                null,
                                List.of(4L, 3L),
                                null,
                                3,
                                4,
                                EventType.FAIL,
                                null,
                                "cas-mismatch"),
                        new Operation(
                                4,
                                2,
                                "write",
                                null,
                                3L,
                                null,
                                5,
                                Operation.NEVER,
                                EventType.INFO,
                                null,
                                "timed-out"));
    }

    @Test
    void readsJepsensHistory() throws HistoryException {
        History history = HistoryFiles.parse("""
                ; a comment
                #jepsen.history.Op{:index 0, :time 100, :type :invoke, :process :nemesis, :f :start, :value nil}
                {:index 1 :time 100 :type :invoke :process 3 :f :cas :value [nil 2] #_ignored}
                {:index 2, :time 90, :type :info, :process 3, :f :cas, :value [nil 2],
                 :error [:timeout "after 5s"]}
                """, HistoryFormat.EDN);

        assertThat(history.operations())
                .containsExactly(new Operation(
                        2,
                        3,
                        "cas",
                        null,
                        Arrays.asList(null, 2L),
                        null,
                        100,
                        Operation.NEVER,
                        EventType.INFO,
                        null,
                        "[:timeout, after 5s]"));
    }

    @Test
    void readsAVectorOfMaps() throws HistoryException {
        History history = HistoryFiles.parse(
                "[{:process 0 :type :invoke :f :read :value nil}\n"
                        + " {:process 0 :type :ok :f :read :value nil}]",
                HistoryFormat.EDN);

        assertThat(history.size()).isEqualTo(1);
    }

    @Test
    void namesTheLinesOfBrokenEdn() {
        assertThatThrownBy(() -> HistoryFiles.parse("""
                        {:process 0, :type :invoke, :f :read}
                        {:process 0, :type}
                        17
                        {:process 1, :f :read}
                        {:process 2, :type :invoke, :f :re""", HistoryFormat.EDN))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("line 2: map with the key Word[text=:type] without a value")
                .hasMessageContaining("line 3: came 17: expected a map")
                .hasMessageContaining("line 4: no :type")
                .hasMessageContaining("line 5: the last line breaks off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"time\":1                               | JSONL",
                "{:process 0, :type :invoke, :key \"0\"    | KV",
                "{:process 0, :type :invoke, :value 0}     | EDN",
                "#jepsen.history.Op{:index 0               | EDN",
                "INFO  jepsen.util - 0  :invoke  :read nil | ETCD"
            })
    void findsOutTheFormat(String beginning, HistoryFormat format) {
        assertThat(HistoryFormat.detect(beginning)).isEqualTo(format);
    }

    @Test
    void saysThatItKnowsNoSuchFormat() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "Dear diary,\n");

        assertThatThrownBy(() -> HistoryFiles.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("begins with 'Dear diary,': expected JSON lines");
    }

    /** Plain lines have a reader of their own; a field that it does not know sends them to the parser. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time\":1,\"process\":0,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"k\",\"value\":[null,-2]}",
                "{\"time\":-0,\"process\":0,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"k\",\"value\":[[],[true,false]]}",
                " { \"time\" : 7 , \"process\" : 0 , \"type\" : \"ok\" , \"f\" : \"cas\" , \"key\" : \"k\" , \"value\" : [ 1 , 2 ] } ",
                "{\"value\":\"x\",\"raftIndex\":12,\"error\":\"e\",\"node\":\"n\",\"key\":\"k\",\"f\":\"cas\",\"type\":\"fail\",\"process\":0,\"time\":999999999999999999}",
                "{\"time\":1,\"process\":0,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"k\",\"value\":\"\\u00fc \\n\"}",
                "{\"time\":1,\"process\":0,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"k\",\"value\":1.5e3}",
                "{\"time\":9223372036854775807,\"process\":0,\"type\":\"info\",\"f\":\"cas\",\"key\":\"k\"}",
                "{\"time\":1,\"process\":0,\"type\":\"ok\",\"f\":\"cas\",\"key\":\"k\",\"value\":null,\"error\":null}"
            })
    void bothReadersOfJsonLinesReadTheSame(String line) throws HistoryException {
        String invocation =
                "{\"time\":-5,\"process\":0,\"type\":\"invoke\",\"f\":\"cas\",\"key\":\"k\"}\n";
        String parsed = line.strip();
        parsed = parsed.substring(0, parsed.length() - 1) + ",\"later\":{}}";

        assertThat(HistoryFiles.parse(invocation + line + "\n", HistoryFormat.JSONL)
                        .operations())
                .isEqualTo(HistoryFiles.parse(invocation + parsed, HistoryFormat.JSONL)
                        .operations())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time\":01,\"process\":1,\"type\":\"invoke\",\"f\":\"f\"}",
                "{\"time\":1,\"process\":1,\"type\":\"invoke\",\"f\":\"f\",}",
                "{\"time\":1,\"process\":1,\"type\":\"invoke\",\"f\":\"f\",\"value\":[1,]}",
                "{\"time\":1,\"process\":1,\"type\":\"invoke\",\"f\":\"f\",\"value\":nul}",
                "{\"time\":1 1,\"process\":1,\"type\":\"invoke\",\"f\":\"f\"}",
                "{\"time\":1,\"process\":1,\"type\":\"invoke\",\"f\":\"f\"} x",
                "{\"time\":1,\"process\":1,\"type\":\"invoke\",\"f\":\"f\",\"raftIndex\":-2}"
            })
    void neitherReaderTakesWhatIsNoJson(String line) {
        assertThatThrownBy(() -> HistoryFiles.parse(line + "\n", HistoryFormat.JSONL))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("line 1: ");
    }

    @Test
    void linesAreReadAcrossTheBuffer() throws HistoryException {
        StringBuilder text = new StringBuilder();
        String filler = "x".repeat(70_000);
        for (int i = 0; i < 50; i++) {
            text.append("{\"time\":").append(i).append(",\"process\":").append(i);
            text.append(",\"type\":\"invoke\",\"f\":\"write\",\"value\":\"");
            text.append(filler, 0, i * 1_400).append("\"}").append(i % 2 == 0 ? "\n" : "\r\n");
        }

        List<Operation> operations =
                HistoryFiles.parse(text.toString(), HistoryFormat.JSONL).operations();

        assertThat(operations).hasSize(50);
        for (int i = 0; i < 50; i++) {
            assertThat(operations.get(i).input()).isEqualTo(filler.substring(0, i * 1_400));
        }
    }
}
