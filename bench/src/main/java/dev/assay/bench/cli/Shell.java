package dev.assay.bench.cli;

/** Words for a shell. */
final class Shell {
    private Shell() {}

    /** In single quotes where a shell would see more in it than a word. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
