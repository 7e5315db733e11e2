package dev.assay.chaos.runner;

import dev.assay.chaos.toxiproxy.ToxiproxyAddress;
import dev.assay.chaos.toxiproxy.ToxiproxyBinary;
import dev.assay.chaos.toxiproxy.ToxiproxyProcess;
import dev.assay.chaos.toxiproxy.ToxiproxyTwin;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/** The three ways to a Toxiproxy. */
public final class ToxiproxyChoices {
    private static final InetSocketAddress FREE = new InetSocketAddress("127.0.0.1", 0);

    private ToxiproxyChoices() {}

    /** The twin in this JVM. */
    public static ToxiproxyChoice embedded() {
        return (reaper, seed, logs) -> ToxiproxyLinks.start(() -> ToxiproxyTwin.start(FREE, seed));
    }

    /** A program that is started for the run. */
    public static ToxiproxyChoice program(ToxiproxyBinary binary) {
        return (reaper, seed, logs) -> ToxiproxyLinks.start(() -> ToxiproxyProcess.start(
                binary,
                logs.resolve("toxiproxy.log"),
                (command, log) ->
                        reaper.launch(command, Map.of(), Path.of("").toAbsolutePath(), log)));
    }

    /** A server that somebody else runs. */
    public static ToxiproxyChoice running(InetSocketAddress address) {
        return (reaper, seed, logs) -> ToxiproxyLinks.start(() -> new ToxiproxyAddress(address));
    }
}
