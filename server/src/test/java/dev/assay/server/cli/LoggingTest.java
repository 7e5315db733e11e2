package dev.assay.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;

import org.junit.jupiter.api.Test;

/** What it sets is seen in the logs of all nodes that are started by tests. */
class LoggingTest {

    @Test
    void a_configuration_of_tests_has_the_last_word() {
        LoggerContext loggers = new LoggerContext();
        assertThat(new Logging().configure(loggers)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(loggers.getLogger("ROOT").iteratorForAppenders()).isExhausted();
    }
}
