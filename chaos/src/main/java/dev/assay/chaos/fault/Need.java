package dev.assay.chaos.fault;

import dev.assay.bench.cluster.Firewall;
import dev.assay.bench.cluster.Interposer;
import dev.assay.bench.system.StatusKind;
import dev.assay.bench.system.SystemDescription;

import java.util.Optional;

/** What a fault needs of a system, so that it can be injected and mended. */
public enum Need {
    /** Proxies on the links between nodes. */
    PEER_LINKS {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return when(
                    system.peerPorts().isEmpty(),
                    "proxies between nodes, of which its description has none (peerPorts)");
        }
    },
    /** The bundled server's administration over HTTP. */
    ADMINISTRATION {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return when(
                    system.status() != StatusKind.HRAFTD,
                    "the bundled server's administration (status: hraftd)");
        }
    },
    /** Nodes with a network of their own. */
    CONTAINERS {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return when(system.image().isEmpty(), "nodes that run as containers (image)");
        }
    },
    /** Packet filters of the nodes' networks. */
    FIREWALL {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return Firewall.missing();
        }
    },
    /** Data folders that the harness may change. */
    DATA {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return when(!system.localProcesses(), "nodes whose data are on this machine");
        }
    },
    /** Sentinels that watch the servers. */
    SENTINELS {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return when(
                    system.status() != StatusKind.REDIS_SENTINEL,
                    "servers with sentinels (status: redis-sentinel)");
        }
    },
    /** A test build whose disk and clock can be broken from outside. */
    SEAMS {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return when(
                    !system.seams(),
                    "a system with seams for disk and clock, as hraftd-seams ({control})");
        }
    },
    /** Seams, or a process before whose C library libfaketime can stand. */
    CLOCK {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return seamsOr(Interposer.CLOCK, system);
        }
    },
    /** Seams, or a process before whose C library libfiu can stand. */
    DISK {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return seamsOr(Interposer.DISK, system);
        }
    },
    /** Nodes that can be killed, and started again. */
    KILL {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return actions(system, "kill", "start");
        }
    },
    /** Nodes that can be told to end, and started again. */
    TERMINATE {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return actions(system, "terminate", "start");
        }
    },
    /** Nodes that can be paused and resumed. */
    PAUSE {
        @Override
        Optional<String> lacked(SystemDescription system) {
            return actions(system, "pause", "resume");
        }
    };

    /** What the system has not got, in words that go on after "needs"; empty when nothing. */
    abstract Optional<String> lacked(SystemDescription system);

    private static Optional<String> when(boolean lacks, String what) {
        return lacks ? Optional.of(what) : Optional.empty();
    }

    private static Optional<String> actions(SystemDescription system, String... names) {
        for (String name : names) {
            if (system.attached() && !system.actions().containsKey(name)) {
                return Optional.of("an action '" + name + "' for nodes that run already");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> seamsOr(Interposer interposer, SystemDescription system) {
        if (system.seams()) {
            return Optional.empty();
        }
        return system.localProcesses()
                ? interposer.missing()
                : Optional.of("seams, or nodes that run as processes of this machine");
    }
}
