package dev.assay.checker;

import static dev.assay.checker.Drawing.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.assay.checker.history.History;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;
import dev.assay.checker.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.stream.Stream;

/** Histories as drawings, and what must be said of them. */
class LinearizabilityTest {

    static Stream<Arguments> registers() {
        return Stream.of(
                argumentSet("a read during a write may see it", "valid", "register", """
                        write 1    |-----|
                        read = 1     |-|
                        """),
                argumentSet("a read during a write may miss it", "valid", "register", """
                        write 1    |-----|
                        read = nil   |-|
                        """),
                argumentSet("a read after a write must see it", "invalid", "register", """
                        write 1    |-|
                        read = nil     |-|
                        """),
                argumentSet(
                        "a read that ends as a write begins overlaps it", "valid", "register", """
                        write 1      |-|
                        read = 1   |-|
                        """),
                argumentSet(
                        "a read that ends before a write begins does not see it",
                        "invalid",
                        "register",
                        """
                        write 1       |-|
                        read = 1   |-|
                        """),
                argumentSet("nobody wrote it", "invalid", "register", """
                        read = 7   |-|
                        """),
                argumentSet("new, then old", "invalid", "register", """
                        write 1    |-|
                        write 2        |---------|
                        read = 2         |-|
                        read = 1             |-|
                        """),
                argumentSet("old, then new", "valid", "register", """
                        write 1    |-|
                        write 2        |---------|
                        read = 1         |-|
                        read = 2             |-|
                        """),
                argumentSet("two readers see two writes in two orders", "invalid", "register", """
                        write 1   |-----------------|
                        write 2   |-----------------|
                        read = 1    |-|
                        read = 2         |-|
                        read = 1              |-|
                        """),
                argumentSet("an unknown write may have happened", "valid", "register", """
                        write 1    |--?
                        read = 1          |-|
                        """),
                argumentSet("an unknown write may have come to nothing", "valid", "register", """
                        write 1    |--?
                        read = nil        |-|
                        """),
                argumentSet("an unknown write may happen late", "valid", "register", """
                        write 1    |--?
                        read = nil        |-|
                        read = 1              |-|
                        """),
                argumentSet("an unknown write happens once", "invalid", "register", """
                        write 1    |--?
                        read = 1          |-|
                        write 2               |-|
                        read = 1                  |-|
                        """),
                argumentSet(
                        "an unknown write does not happen before it was asked for",
                        "invalid",
                        "register",
                        """
                        write 1        |--?
                        read = 1   |-|
                        """),
                argumentSet("a failed write did not happen", "invalid", "register", """
                        write 1    |--!
                        read = 1          |-|
                        """),
                argumentSet("a read of unknown outcome says nothing", "valid", "register", """
                        write 1    |-|
                        read           |-?
                        read = 1           |-|
                        """),
                argumentSet("the initial value", "valid", "register:5", """
                        read = 5   |-|
                        """),
                argumentSet("strings are values too", "valid", "register:a", """
                        read = a   |-|
                        write b      |-|
                        read = b         |-|
                        """));
    }

    static Stream<Arguments> casRegisters() {
        return Stream.of(
                argumentSet("a cas from the value", "valid", "cas-register:1", """
                        cas 1 2    |-|
                        read = 2       |-|
                        """),
                argumentSet("a cas from another value", "invalid", "cas-register:1", """
                        cas 3 2    |-|
                        """),
                argumentSet("two cas from one value", "invalid", "cas-register:1", """
                        cas 1 2    |-----|
                        cas 1 3    |-----|
                        """),
                argumentSet(
                        "a chain of cas, invoked in the other order",
                        "valid",
                        "cas-register:1",
                        """
                        cas 3 4    |--------|
                        cas 2 3     |-------|
                        cas 1 2      |------|
                        """),
                argumentSet("an unknown cas may have happened", "valid", "cas-register:1", """
                        cas 1 2    |-?
                        read = 2       |-|
                        """),
                argumentSet(
                        "an unknown cas happens only from its value",
                        "invalid",
                        "cas-register:1",
                        """
                        cas 3 2    |-?
                        read = 2       |-|
                        """),
                argumentSet("a refused cas saw another value", "invalid", "cas-register:1", """
                        cas 1 2    |-x
                        """),
                argumentSet(
                        "a refused cas saw another value, for a moment",
                        "valid",
                        "cas-register:1",
                        """
                        cas 1 2    |---------x
                        write 3      |-|
                        write 1          |-|
                        """),
                argumentSet(
                        "a refused cas says nothing where the model does not look",
                        "valid",
                        "cas-register-lax:1",
                        """
                        cas 1 2    |-x
                        """),
                argumentSet(
                        "a cas that failed otherwise says nothing", "valid", "cas-register:1", """
                        cas 1 2    |-!
                        """),
                argumentSet("a cas from nothing", "valid", "cas-register", """
                        cas nil 2    |-|
                        read = 2         |-|
                        """));
    }

    static Stream<Arguments> otherObjects() {
        return Stream.of(
                argumentSet("appends in either order", "valid", "string-append", """
                        append a    |---|
                        append b    |---|
                        get = ba          |-|
                        """),
                argumentSet("an append got lost", "invalid", "string-append", """
                        append a    |-|
                        append b        |-|
                        get = a             |-|
                        """),
                argumentSet("a put hides what was before", "valid", "string-append", """
                        append a    |----|
                        put b        |---|
                        get = b             |-|
                        """),
                argumentSet("an unknown append", "valid", "string-append", """
                        append a    |-?
                        append b        |-|
                        get = ba             |-|
                        """),
                argumentSet("keys are independent", "valid", "register", """
                        x: write 1    |-|
                        y: read = nil     |-|
                        """),
                argumentSet("one key of two is invalid", "invalid", "register", """
                        x: write 1    |-|
                        y: write 1    |-|
                        y: read = nil     |-|
                        """));
    }

    @ParameterizedTest
    @MethodSource({"registers", "casRegisters", "otherObjects"})
    void saysOf(String verdict, String model, String drawing) throws HistoryException {
        CheckResult result =
                Linearizability.check(history(drawing), Models.of(model), Budget.DEFAULT);

        assertThat(result.verdict().word()).hasToString(verdict.toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void theEvidenceNamesTheKey() throws HistoryException {
        CheckResult result =
                Linearizability.check(history("""
                        x: write 1    |-|
                        y: write 1    |-|
                        y: read = nil     |-|
                        """), Models.of("register"), Budget.DEFAULT);

        assertThat(result.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Invalid.class,
                        invalid -> assertThat(invalid.evidence().key()).isEqualTo("y"));
        assertThat(result.operations()).isEqualTo(3);
    }

    @Test
    void anEmptyHistoryProvesNothing() throws HistoryException {
        CheckResult result =
                Linearizability.check(history(""), Models.of("register"), Budget.DEFAULT);

        assertThat(result.verdict())
                .isEqualTo(new Verdict.Unknown("the history is empty: nothing was checked"));
    }

    @Test
    void refusesFunctionsThatTheModelDoesNotKnow() {
        History history = history("""
                write 1    |-|
                delete         |-|
                cas 1 2            |-|
                """);

        assertThatThrownBy(
                        () -> Linearizability.check(history, Models.of("register"), Budget.DEFAULT))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("2 problems")
                .hasMessageContaining("line 2: model register: function 'delete'")
                .hasMessageContaining("line 3: model register: function 'cas'");
    }

    @Test
    void aModelThatThrowsGivesNoVerdict() throws HistoryException {
        Model<Integer, Integer> broken = new Model<>() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Set<String> functions() {
                return Set.of("read");
            }

            @Override
            public Integer initial() {
                return 0;
            }

            @Override
            public Integer action(Operation operation) {
                return 1;
            }

            @Override
            public Integer step(Integer state, Integer action) {
                throw new IllegalStateException("no such state");
            }
        };

        CheckResult result = Linearizability.check(history("read |-|"), broken, Budget.DEFAULT);

        assertThat(result.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown ->
                                assertThat(unknown.reason()).contains("crashed", "no such state"));
    }
}
