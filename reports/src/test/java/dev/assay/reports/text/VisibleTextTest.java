package dev.assay.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void whatCannotBeSeenIsWrittenAsAnEscape() {
        assertThat(VisibleText.line("a\u0000\n\u202e\u200b\ud800b\u2028", 100))
                .isEqualTo("a\\u0000\\u000a\\u202e\\u200b\\ud800b\\u2028");
        assertThat(VisibleText.line("\udbff\udffd", 100)).isEqualTo("\\u{10fffd}");
    }

    @Test
    void whatCanBeSeenStays() {
        assertThat(VisibleText.line("ключ 鍵 😀 → µ <b>&amp;</b>", 100))
                .isEqualTo("ключ 鍵 😀 → µ <b>&amp;</b>");
    }

    @Test
    void blocksKeepTheirLines() {
        assertThat(VisibleText.block("a\n\tb\r", 100)).isEqualTo("a\n\tb\\u000d");
    }

    @Test
    void aLongTextIsCutAndItsLengthTold() {
        assertThat(VisibleText.line("x".repeat(12_345), 3)).isEqualTo("xxx… (12,345 characters)");
        assertThat(VisibleText.line("😀😀", 1)).startsWith("😀…");
    }
}
