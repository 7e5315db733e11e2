package dev.assay.checker.knossos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import clojure.lang.IPersistentSet;
import clojure.lang.Keyword;
import clojure.lang.PersistentVector;

import dev.assay.checker.Drawing;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Models;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Histories in, what Clojure's own reader makes of the translation out: one test for each trap. */
class TranslationTest {

    @BeforeAll
    static void requireEdn() {
        Clojure.var("clojure.core", "require").invoke(Clojure.read("clojure.edn"));
    }

    private static Map<?, ?> read(List<Operation> operations, String model) throws Exception {
        IFn readString = Clojure.var("clojure.edn", "read-string");
        return (Map<?, ?>) readString.invoke(Translation.of(operations, Models.of(model)));
    }

    /** As Clojure prints it: {@code 0 :invoke :read nil}, an event each. */
    private static List<String> events(String drawing, String model) throws Exception {
        return events(Drawing.operations(drawing), model);
    }

    private static List<String> events(List<Operation> operations, String model) throws Exception {
        List<?> history = (List<?>) read(operations, model).get(keyword("history"));
        return history.stream()
                .map(event -> print(field(event, "process")) + " " + print(field(event, "type"))
                        + " " + print(field(event, "f")) + " " + print(field(event, "value")))
                .toList();
    }

    private static String model(String drawing, String model) throws Exception {
        return print(read(Drawing.operations(drawing), model).get(keyword("model")));
    }

    private static Object field(Object event, String name) {
        return ((Map<?, ?>) event).get(keyword(name));
    }

    private static Keyword keyword(String name) {
        return Keyword.intern(name);
    }

    private static String print(Object value) {
        return (String) Clojure.var("clojure.core", "pr-str").invoke(value);
    }

    @Test
    void eventsAreClojureMapsOfKeywordsLongsAndVectors() throws Exception {
        Map<?, ?> question = read(Drawing.operations("cas 1 2   |--|"), "cas-register");

        PersistentVector history = (PersistentVector) question.get(keyword("history"));
        Map<?, ?> invoke = (Map<?, ?>) history.nth(0);
        assertThat(history.count()).isEqualTo(2);
        assertThat(invoke.get(keyword("index"))).isEqualTo(0L);
        assertThat(invoke.get(keyword("process"))).isEqualTo(0L);
        assertThat(invoke.get(keyword("type"))).isSameAs(keyword("invoke"));
        assertThat(invoke.get(keyword("f"))).isSameAs(keyword("cas"));
        assertThat(invoke.get(keyword("value"))).isEqualTo(PersistentVector.create(1L, 2L));
    }

    /** Trap 1: a process must not go on after :info. */
    @Test
    void aProcessThatGoesOnAfterAnUnknownOutcomeIsANewOne() throws Exception {
        List<Operation> operations = List.of(
                operation(0, 5, "write", 1L, 1, Operation.NEVER, EventType.INFO),
                operation(1, 5, "write", 2L, 3, 4, EventType.OK),
                operation(2, 5, "write", 3L, 5, 6, EventType.OK),
                operation(3, 6, "write", 4L, 7, 8, EventType.OK));

        assertThat(events(operations, "register"))
                .containsExactly(
                        "5 :invoke :write 1",
                        "7 :invoke :write 2",
                        "7 :ok :write 2",
                        "7 :invoke :write 3",
                        "7 :ok :write 3",
                        "6 :invoke :write 4",
                        "6 :ok :write 4");
    }

    /** Trap 2: the value of a :fail must be that of its invocation. None is handed over. */
    @Test
    void whatSurelyDidNotHappenIsLeftOut() throws Exception {
        assertThat(events("""
                write 1   |--!
                cas 1 2   |--!
                read = 3  |--!
                write 2        |--|
                """, "cas-register"))
                .containsExactly("3 :invoke :write 2", "3 :ok :write 2");
    }

    /** Trap 3: two invocations of a process without a completion between them. */
    @Test
    void aProcessThatIsBusyAtTheSameNanosecondIsANewOne() throws Exception {
        List<Operation> operations = List.of(
                operation(0, 0, "write", 1L, 1, 5, EventType.OK),
                operation(1, 0, "write", 2L, 5, 8, EventType.OK),
                operation(2, 0, "write", 3L, 9, 9, EventType.OK));

        assertThat(events(operations, "register"))
                .containsExactly(
                        "0 :invoke :write 1",
                        "1 :invoke :write 2",
                        "0 :ok :write 1",
                        "1 :ok :write 2",
                        "1 :invoke :write 3",
                        "1 :ok :write 3");
    }

    /** Trap 4: Knossos deletes what failed; an observation must not be among it. */
    @Test
    void aFailedCasIsAnObservationWhereTheModelSaysSo() throws Exception {
        String drawing = """
                write 1   |--|
                cas 2 3       |--x
                """;

        assertThat(model(drawing, "cas-register"))
                .isEqualTo("[:observing-register :assay/missing]");
        assertThat(events(drawing, "cas-register"))
                .endsWith("1 :invoke :mismatch 2", "1 :ok :mismatch 2");
        assertThat(model(drawing, "cas-register-lax")).isEqualTo("[:register :assay/missing]");
        assertThat(events(drawing, "cas-register-lax")).hasSize(2);
    }

    /** Trap 5: the initial value is always given. And a read of nil is one of a missing value. */
    @Test
    void theInitialValueIsGivenAndAMissingOneIsNotNil() throws Exception {
        String drawing = """
                read = nil   |--|
                write nil       |--|
                cas nil 1          |--|
                """;

        assertThat(model(drawing, "cas-register:7")).isEqualTo("[:cas-register 7]");
        assertThat(model(drawing, "cas-register")).isEqualTo("[:cas-register :assay/missing]");
        assertThat(events(drawing, "cas-register"))
                .contains(
                        "0 :invoke :read nil",
                        "0 :ok :read :assay/missing",
                        "1 :invoke :write :assay/missing",
                        "2 :ok :cas [:assay/missing 1]");
        assertThat(events(drawing, "cas-register-knossos")).doesNotContain("0 :invoke :read nil");
    }

    @Test
    void intervalsAreClosed() throws Exception {
        assertThat(events(
                        List.of(
                                operation(0, 0, "write", 1L, 1, 5, EventType.OK),
                                operation(1, 1, "write", 2L, 5, 8, EventType.OK)),
                        "register"))
                .containsExactly(
                        "0 :invoke :write 1",
                        "1 :invoke :write 2",
                        "0 :ok :write 1",
                        "1 :ok :write 2");
    }

    @Test
    void anUnknownReadSaysNothingAndAnUnknownWriteStaysOpen() throws Exception {
        assertThat(events("""
                read      |--?
                write 1   |--?
                cas 1 2    |--?
                """, "cas-register"))
                .containsExactly("1 :invoke :write 1", "2 :invoke :cas [1 2]");
    }

    @Test
    void indexesAreDistinct() throws Exception {
        List<?> history =
                (List<?>) read(Drawing.operations("""
                write 1   |--|
                read = 1     |-----|
                write 2        |--?
                """), "register").get(keyword("history"));
        Set<Object> indexes = new HashSet<>();
        history.forEach(event -> indexes.add(field(event, "index")));

        assertThat(indexes).hasSameSizeAs(history).contains(0L, 4L);
    }

    @Test
    void strangeValuesComeThroughClojuresReaderAsTheyWere() throws Exception {
        List<Object> values = Arrays.asList(
                Long.MIN_VALUE,
                1.5e300,
                -0.25,
                true,
                "",
                "\" \\ \n\r\t\0\u001b \u2028 \u00e9 \ud83d\ude00 :x nil [1]",
                List.of("a", List.of(1L, "b")));
        for (Object value : values) {
            Map<?, ?> question =
                    read(List.of(operation(0, 0, "write", value, 1, 2, EventType.OK)), "register");
            Object event = ((List<?>) question.get(keyword("history"))).get(0);

            assertThat(field(event, "value")).isEqualTo(value);
        }
    }

    @Test
    void transactionsNameAllTheirRegistersInTheInitialValue() throws Exception {
        List<Operation> operations = List.of(operation(
                0,
                0,
                "txn",
                List.of(),
                Arrays.asList(Arrays.asList("read", "x", null), Arrays.asList("write", "y", 2L)),
                1,
                2,
                EventType.OK));
        Map<?, ?> question = read(operations, "multi-register:z=5");
        Map<?, ?> initial = (Map<?, ?>) ((List<?>) question.get(keyword("model"))).get(1);
        Map<Object, Object> expected = new HashMap<>();
        expected.put("x", Keyword.intern("assay", "missing"));
        expected.put("y", Keyword.intern("assay", "missing"));
        expected.put("z", 5L);

        assertThat(initial).isEqualTo(expected);
        assertThat(events(operations, "multi-register:z=5"))
                .contains("0 :ok :txn [[:read \"x\" :assay/missing] [:write \"y\" 2]]");
    }

    @Test
    void setsQueuesAndMutexes() throws Exception {
        List<Operation> set = List.of(
                operation(0, 0, "add", 1L, 1, 2, EventType.OK),
                operation(1, 0, "read", null, List.of(2L, 1L), 3, 4, EventType.OK));
        Object read = field(((List<?>) read(set, "set").get(keyword("history"))).get(3), "value");

        assertThat(read).isInstanceOf(IPersistentSet.class).isEqualTo(Set.of(1L, 2L));
        assertThat(events("""
                enqueue 1     |--|
                dequeue = 1      |--|
                """, "fifo-queue"))
                .contains("0 :ok :enqueue 1", "1 :invoke :dequeue nil", "1 :ok :dequeue 1");
        assertThat(model("enqueue 1   |--|", "unordered-queue")).isEqualTo("[:unordered-queue]");
        assertThat(events("acquire   |--|", "mutex"))
                .containsExactly("0 :invoke :acquire nil", "0 :ok :acquire nil");
    }

    static Stream<Arguments> untranslatable() {
        return Stream.of(
                argumentSet("no such model", "push 1   |--|", "stack", "it has no model stack"),
                argumentSet("a counter", "add 1   |--|", "counter", "it has no model counter"),
                argumentSet(
                        "nothing to take",
                        "dequeue = nil   |--|",
                        "fifo-queue",
                        "do not know a dequeue that found nothing"),
                argumentSet(
                        "perhaps taken",
                        "dequeue   |--?",
                        "unordered-queue",
                        "do not know a dequeue that may have taken something"),
                argumentSet(
                        "removed", "remove 1   |--|", "set", "knows add and read, and not remove"));
    }

    @ParameterizedTest
    @MethodSource("untranslatable")
    void whatKnossosCannotSayIsNotAsked(String drawing, String model, String why) {
        assertThatThrownBy(() -> Translation.of(Drawing.operations(drawing), Models.of(model)))
                .hasMessageContaining(why);
    }

    private static Operation operation(
            long index,
            long process,
            String f,
            Object input,
            long from,
            long to,
            EventType outcome) {
        return operation(index, process, f, input, null, from, to, outcome);
    }

    private static Operation operation(
            long index,
            long process,
            String f,
            Object input,
            Object output,
            long from,
            long to,
            EventType outcome) {
        return new Operation(index, process, f, null, input, output, from, to, outcome, null, null);
    }
}
