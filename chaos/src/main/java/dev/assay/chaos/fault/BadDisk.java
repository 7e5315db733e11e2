package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** An error of the disk that a server may end of: it is put on, met, and healed by a restart. */
interface BadDisk extends NodeFault {

    /** The seam's name of the error. */
    String error();

    /** The seam's name of how often it was met. */
    String timesMet();

    /** What it did, for people. */
    String seen();

    /** Starts the nodes, which are down, on a disk that is good again. */
    void start(Cluster cluster, List<String> nodes) throws IOException, InterruptedException;

    @Override
    default Set<Need> needs() {
        return Set.of(Need.SEAMS);
    }

    @Override
    default Hit hit(FaultContext context, List<String> nodes)
            throws IOException, InterruptedException {
        Cluster cluster = context.cluster();
        List<Long> before = Seam.counts(cluster, nodes, timesMet());
        Seam.put(cluster, nodes, error(), "true");
        return new Hit() {
            @Override
            public @Nullable String effect() throws IOException, InterruptedException {
                return Seam.awaitMet(cluster, nodes, timesMet(), before)
                        ? seen() + " on " + String.join(", ", nodes)
                        : null;
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                nodes.forEach(cluster::kill);
                Seam.put(cluster, nodes, error(), "false");
                start(cluster, nodes);
            }
        };
    }
}
