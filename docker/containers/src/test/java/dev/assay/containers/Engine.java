package dev.assay.containers;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

import java.util.concurrent.TimeUnit;

/**
 * What these tests need: an engine, and the image that {@code HRAFTD_IMAGE} names (hraftd unless set).
 * Asked of the {@code docker} command, which answers at once; Testcontainers would look for both for
 * minutes. Where {@code ASSAY_EXPECT_DOCKER} is true, as in CI, their absence is a failure.
 */
final class Engine {
    private static final int ANSWER_SECONDS_MAX = 20;

    private Engine() {}

    static String image() {
        return System.getenv().getOrDefault("HRAFTD_IMAGE", "hraftd");
    }

    /** The image; aborts the test, with the reason, where it cannot be had. */
    static String requireImage() {
        String missing = missing();
        if (!missing.isEmpty()) {
            if (expected()) {
                fail("ASSAY_EXPECT_DOCKER is true, but " + missing);
            }
            System.out.println("left out: tests of HraftdContainer: " + missing);
            Assumptions.abort(missing);
        }
        return image();
    }

    private static boolean expected() {
        return Boolean.parseBoolean(System.getenv("ASSAY_EXPECT_DOCKER"));
    }

    private static String missing() {
        if (!docker("version")) {
            return "no Docker engine answers";
        }
        return docker("image", "inspect", image())
                ? ""
                : "there is no image '" + image() + "' here: docker/README.md says how to build it";
    }

    private static boolean docker(String... arguments) {
        String[] call = new String[arguments.length + 1];
        call[0] = "docker";
        System.arraycopy(arguments, 0, call, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(call)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (java.io.IOException noProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The same for a class whose containers are started by the extension. */
    static final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                return ConditionEvaluationResult.enabled(requireImage());
            } catch (TestAbortedException e) {
                return ConditionEvaluationResult.disabled(e.getMessage());
            }
        }
    }
}
