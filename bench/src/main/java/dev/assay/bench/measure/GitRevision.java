package dev.assay.bench.measure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The revision of the checkout that the run is made from. */
public final class GitRevision {
    private static final long TIMEOUT_MS = 3_000;

    private GitRevision() {}

    /** As {@code git describe} says it; null without git or outside of a repository. */
    public static @Nullable String ofWorkingFolder() throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String revision =
                    new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = git.waitFor(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            return ended && git.exitValue() == 0 ? revision.trim() : null;
        } catch (IOException e) {
            return null;
        }
    }
}
