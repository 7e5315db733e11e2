package dev.assay.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

class AgainTest {

    @Command(name = "inner")
    static class Inner implements Runnable {

        @Spec
        CommandSpec spec;

        @Option(names = "-k")
        String key = "";

        String said = "";

        @Override
        public void run() {
            said = Again.command("bench inner", spec);
        }
    }

    @Command(name = "middle")
    static class Middle {}

    @Command(name = "assay")
    static class Outer {}

    @Test
    void the_names_that_lead_to_a_command_are_said_once() {
        Inner inner = new Inner();
        CommandLine middle = new CommandLine(new Middle()).addSubcommand("inner", inner);
        new CommandLine(new Outer())
                .addSubcommand("bench", middle)
                .execute("bench", "inner", "-k", "a b");

        assertThat(inner.said).isEqualTo("./assay bench inner -k 'a b'");
    }

    @Test
    void a_command_that_nothing_leads_to_says_all_it_was_given() {
        Inner inner = new Inner();
        new CommandLine(inner).execute("-k", "inner");

        assertThat(inner.said).isEqualTo("./assay bench inner -k inner");
    }
}
