package dev.assay.checker;

import static dev.assay.checker.Drawing.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.history.EventType;
import dev.assay.checker.history.HistoryException;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;
import dev.assay.checker.verdict.Verdict.Word;

import org.junit.jupiter.api.Test;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A model as a user writes it, with parts that are checked apart. */
class UserModelTest {

    /** A store whose delete says whether there was something to delete. */
    record Store() implements Model<Optional<Object>, Operation> {
        public String name() {
            return "store";
        }

        public Set<String> functions() {
            return Set.of("get", "put", "delete");
        }

        public Optional<Object> initial() {
            return Optional.empty();
        }

        public Operation action(Operation operation) { // null: it says nothing
            return operation.outcome() == EventType.FAIL ? null : operation;
        }

        public Optional<Object> step(Optional<Object> now, Operation operation) {
            boolean unknown = operation.outcome() == EventType.INFO;
            return switch (operation.f()) { // null: not possible in this state
                case "get" -> Objects.equals(now.orElse(null), operation.output()) ? now : null;
                case "put" -> Optional.of(operation.input());
                default ->
                    unknown || operation.output().equals(now.isPresent()) ? Optional.empty() : null;
            };
        }

        public Object partition(Operation operation) { // keys are independent
            return operation.key();
        }

        public boolean readOnly(Operation operation) {
            return operation.f().equals("get");
        }
    }

    private static Word verdict(String drawing) throws HistoryException {
        return Linearizability.check(history(drawing), new Store(), Budget.DEFAULT)
                .verdict()
                .word();
    }

    @Test
    void isCheckedLikeAnyOther() throws HistoryException {
        assertThat(verdict("""
                x: put 1           |-|
                x: delete = true       |--|
                x: get = nil             |---|
                y: delete = false      |--|
                """)).isEqualTo(Word.VALID);
        assertThat(verdict("""
                x: put 1           |-|
                y: delete = true       |--|
                """)).isEqualTo(Word.INVALID);
        assertThat(verdict("""
                x: put 1           |-|
                x: delete              |-?
                x: get = 1                   |-|
                x: get = nil                     |-|
                """)).isEqualTo(Word.VALID);
    }
}
