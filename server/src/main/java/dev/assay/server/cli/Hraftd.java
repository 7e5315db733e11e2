package dev.assay.server.cli;

import dev.assay.server.node.Node;
import dev.assay.server.node.NodeConfig;
import dev.assay.server.node.NodeParts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;

import java.io.IOException;
import java.util.logging.Level;

/** {@code hraftd [options] DATA_DIR}: runs one node until it is told to stop. */
public final class Hraftd {

    private static final Logger LOG = LoggerFactory.getLogger(Hraftd.class);

    /** gRPC inside Ratis logs past slf4j; the fields keep the levels from being collected. */
    private static final java.util.logging.Logger GRPC =
            java.util.logging.Logger.getLogger("org.apache.ratis.thirdparty");

    /** Warns of each attempt to find a member; whoever looks it up says so once. */
    private static final java.util.logging.Logger GRPC_CHANNELS =
            java.util.logging.Logger.getLogger(
                    "org.apache.ratis.thirdparty.io.grpc.internal.ManagedChannelImpl");

    private Hraftd() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, NodeParts.STANDARD));
    }

    /**
     * Runs a node until its group takes it out, or until it fails; a signal ends the process
     * before.
     *
     * @return the status to exit with: 0 if it was taken out or only help was asked for, else after
     *     one error line
     */
    public static int run(String[] arguments, NodeParts parts) {
        GRPC.setLevel(Level.WARNING);
        GRPC_CHANNELS.setLevel(Level.SEVERE);
        Options options = new Options();
        CommandLine commandLine = new CommandLine(options).setUsageHelpAutoWidth(true);
        try {
            commandLine.parseArgs(arguments);
            if (commandLine.isUsageHelpRequested()) {
                commandLine.usage(System.out);
                return 0;
            }
            return start(options.toConfig(), parts);
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            System.err.println("hraftd: " + e.getMessage());
            return 1;
        }
    }

    private static int start(NodeConfig config, NodeParts parts) {
        Node node;
        try {
            node = new Node(config, parts);
        } catch (IOException | RuntimeException e) {
            LOG.debug("start failed", e);
            System.err.println("hraftd: " + reason(e));
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop"));
        try {
            node.join();
            if (node.awaitEnd()) {
                LOG.info("the group has taken this node out: stopping");
                return 0;
            }
            System.err.println("hraftd: Raft has stopped on this node, see the log");
            return 1;
        } catch (IOException e) {
            System.err.println("hraftd: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.err.println("hraftd: interrupted");
            return 1;
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
