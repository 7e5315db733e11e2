package dev.assay.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.catalog.Catalog;
import dev.assay.server.data.Bytes;

import org.junit.jupiter.api.Test;

import java.util.Locale;

class CommandTableTest {

    private final CommandTable table = Catalog.table();

    @Test
    void every_command_is_found_in_any_case() {
        assertThat(table.all()).hasSizeGreaterThan(100);
        for (CommandSpec spec : table.all()) {
            String name = spec.name();
            assertThat(table.find(Bytes.of(name))).isSameAs(spec);
            assertThat(table.find(Bytes.of(name.toUpperCase(Locale.ROOT)))).isSameAs(spec);
            assertThat(table.find(Bytes.of(
                            name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))))
                    .isSameAs(spec);
        }
    }

    @Test
    void what_is_not_a_command_is_not_found() {
        for (CommandSpec spec : table.all()) {
            assertThat(table.find(Bytes.of(spec.name() + " "))).isNull();
            // The same letters by their lower five bits.
            assertThat(table.find(Bytes.of(spec.name().replace('e', '%')
                            + (spec.name().contains("e") ? "" : "%"))))
                    .isNull();
        }
        assertThat(table.find(Bytes.of(""))).isNull();
    }
}
