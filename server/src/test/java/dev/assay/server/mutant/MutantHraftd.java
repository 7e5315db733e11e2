package dev.assay.server.mutant;

import dev.assay.server.cli.Hraftd;
import dev.assay.server.node.NodeParts;

import java.util.Arrays;

/**
 * {@code -mutant NAME}, then hraftd's flags:
 *
 * <pre>
 * java -cp server/target/hraftd-tests.jar:server/target/hraftd.jar \
 *     dev.assay.server.mutant.MutantHraftd -mutant stale-reads -haddr :11000 DATA_DIR
 * </pre>
 */
public final class MutantHraftd {

    private MutantHraftd() {}

    public static void main(String[] arguments) {
        if (arguments.length < 2 || !arguments[0].matches("--?mutant")) {
            fail("the first argument is -mutant NAME");
            return;
        }
        Mutant mutant = Mutant.named(arguments[1].replaceFirst("^mutant-", ""));
        if (mutant == null) {
            fail("no mutant is named " + arguments[1] + "; there are " + Mutant.names());
            return;
        }
        String[] flags = Arrays.copyOfRange(arguments, 2, arguments.length);
        NodeParts parts = mutant.prepare(flags);
        System.exit(Hraftd.run(flags, parts));
    }

    private static void fail(String text) {
        System.err.println("mutant: " + text);
        System.exit(1);
    }
}
