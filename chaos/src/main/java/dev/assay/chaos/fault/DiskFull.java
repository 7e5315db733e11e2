package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Cluster;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** No byte more can be written; healing makes room and starts the node again. */
public record DiskFull(Target target) implements BadDisk {

    @Override
    public String name() {
        return "disk-full-" + target.word();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("write", "No space left on device", "restart", "on the same data folder");
    }

    @Override
    public String error() {
        return "disk-full";
    }

    @Override
    public String timesMet() {
        return "writes-refused";
    }

    @Override
    public String seen() {
        return "writes were refused";
    }

    @Override
    public void start(Cluster cluster, List<String> nodes) throws IOException {
        for (String node : nodes) {
            cluster.launch(node);
        }
    }
}
