package dev.assay.chaos.junit;

import dev.assay.chaos.api.Consistency;
import dev.assay.chaos.api.ConsistencyResult;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.io.IOException;
import java.time.Duration;

/** Runs what a {@link ConsistencyTest} asks for before its method. */
final class ConsistencyExtension implements BeforeEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ConsistencyExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        ConsistencyTest asked =
                context.getRequiredTestMethod().getAnnotation(ConsistencyTest.class);
        Consistency test = Consistency.of(asked.system())
                .workload(asked.workload())
                .faults(asked.faults())
                .time(Duration.ofSeconds(asked.seconds()))
                .seed(asked.seed());
        ConsistencyResult result = (asked.nodes() == 0 ? test : test.nodes(asked.nodes())).run();
        context.getStore(NAMESPACE).put(ConsistencyResult.class, result);
        result.requireValid();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ConsistencyResult.class;
    }

    /** Called before {@link #beforeEach}'s result is there for constructors, which get none. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return java.util.Objects.requireNonNull(
                context.getStore(NAMESPACE).get(ConsistencyResult.class),
                "a ConsistencyResult is given to the test method only");
    }
}
