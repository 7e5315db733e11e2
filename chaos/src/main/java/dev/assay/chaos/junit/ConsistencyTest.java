package dev.assay.chaos.junit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A JUnit test that breaks a system under test and fails when its answers are not consistent. The
 * method may take a {@link dev.assay.chaos.api.ConsistencyResult} and assert more.
 *
 * <pre>{@code
 * @ConsistencyTest(system = "my-service.yaml", faults = {"leader-isolated", "kill-leader"})
 * void survives_the_loss_of_its_leader(ConsistencyResult result) {
 *     assertThat(result.figures().whole().availabilityPercent()).isGreaterThan(90);
 * }
 * }</pre>
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
@ExtendWith(ConsistencyExtension.class)
public @interface ConsistencyTest {

    /** A shipped system, or the YAML file that describes one. */
    String system();

    /** How many nodes; 0 for as many as the description says. */
    int nodes() default 0;

    /** A shipped workload. */
    String workload() default "registers";

    /** Faults to draw from, by the names that {@link dev.assay.chaos.scenario.FaultKinds} lists. */
    String[] faults() default {"leader-isolated"};

    /** About how long faults go on. */
    int seconds() default 20;

    /** What is drawn derives from it. */
    long seed() default 1;
}
