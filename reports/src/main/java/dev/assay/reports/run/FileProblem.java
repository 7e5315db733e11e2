package dev.assay.reports.run;

import java.util.Objects;

/**
 * A file of a run folder that is missing or damaged. The rest of the folder is still usable.
 *
 * @param file name inside the folder
 * @param what one sentence: what was expected, what was found, what was left out
 */
public record FileProblem(String file, String what) {

    public FileProblem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(what, "what");
    }

    @Override
    public String toString() {
        return file + ": " + what;
    }
}
