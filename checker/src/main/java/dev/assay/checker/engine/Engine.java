package dev.assay.checker.engine;

import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Model;

import java.util.List;

/**
 * One way to decide about the operations on one object. Stateless: several threads may ask it at
 * once. {@link Engines} has those that there are; one of your own may stand beside them.
 */
public interface Engine {

    /** The word after {@code --engine}. */
    String name();

    /**
     * Whether the operations have a legal order that keeps real time. They are on one object of the
     * model, well-formed, and in the order of their invocations. An engine that does not know what
     * to do with them says so by {@link Decision.Cause#UNAVAILABLE}.
     */
    <S, A> Decision decide(List<Operation> operations, Model<S, A> model, Limit limit);
}
