package dev.assay.server.raft;

import org.apache.ratis.conf.RaftProperties;

/** Has the last word on Ratis' settings; a joint for known-bad servers. */
@FunctionalInterface
public interface RatisTuning {

    /** Production's settings as they are. */
    RatisTuning NONE = standard -> standard;

    RaftProperties tune(RaftProperties standard);
}
