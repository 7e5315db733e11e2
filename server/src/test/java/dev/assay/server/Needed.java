package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a test needs of the machine. Where an expectation in the environment says that it must be
 * there, as CI does, the test fails without it; elsewhere it is skipped, and says what is missing.
 */
public final class Needed {

    private static final String REDIS = "ASSAY_EXPECT_REDIS";

    private Needed() {}

    /** A program that comes with Redis, such as redis-server or redis-cli. */
    public static void redisProgram(String program) {
        boolean here = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        String missing = program + " is not on the PATH";
        if (System.getenv(REDIS) != null) {
            assertThat(here).as("%s is set, but %s", REDIS, missing).isTrue();
        }
        assumeTrue(here, () -> "skipped: " + missing);
    }
}
