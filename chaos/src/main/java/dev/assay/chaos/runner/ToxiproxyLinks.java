package dev.assay.chaos.runner;

import dev.assay.chaos.fault.LinkProxies;
import dev.assay.chaos.toxiproxy.ToxiproxyAddress;
import dev.assay.chaos.toxiproxy.ToxiproxyControl;
import dev.assay.chaos.toxiproxy.ToxiproxyException;
import dev.assay.chaos.toxiproxy.ToxiproxyServer;
import dev.assay.chaos.toxiproxy.toxic.Direction;
import dev.assay.chaos.toxiproxy.toxic.Toxic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link LinkProxies} on a Toxiproxy. Remembers what it asked for, so that a server that hangs (a
 * stalled reader wedges the real one) is ended, started anew and brought back to the same state; that
 * is noted, since all connections are lost by it.
 */
final class ToxiproxyLinks implements LinkProxies {
    /** Starts the server, the first time and again. */
    @FunctionalInterface
    interface Starter {
        ToxiproxyServer start() throws IOException;
    }

    /** A server that hangs more often than this in one run is given up. */
    private static final int RESTARTS_MAX = 3;

    private record Definition(String listen, String upstream) {}

    private record Attached(String proxy, Direction direction, Toxic toxic) {
        /** Unique within a proxy, where the same kind may be on both directions. */
        String name() {
            return toxic.type() + "-" + direction.label();
        }
    }

    private final Starter starter;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, Attached> toxics = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private ToxiproxyServer server;
    private ToxiproxyControl control;

    private ToxiproxyLinks(Starter starter, ToxiproxyServer server) {
        this.starter = starter;
        this.server = server;
        this.control = new ToxiproxyControl(server);
    }

    static ToxiproxyLinks start(Starter starter) throws IOException {
        return new ToxiproxyLinks(starter, starter.start());
    }

    @Override
    public String description() {
        return server.describe();
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void create(String proxy, String listen, String upstream) throws IOException {
        definitions.put(proxy, new Definition(listen, upstream));
        call(() -> control.createProxy(proxy, listen, upstream));
    }

    @Override
    public void attach(String proxy, Direction direction, Toxic toxic) throws IOException {
        attach(new Attached(proxy, direction, toxic));
    }

    @Override
    public List<String> attached(String proxy, Direction direction) throws IOException {
        List<String> types = new ArrayList<>();
        call(() -> {
            types.clear();
            String ending = "-" + direction.label();
            for (String name : control.toxics(proxy)) {
                if (name.endsWith(ending)) {
                    types.add(name.substring(0, name.length() - ending.length()));
                }
            }
        });
        return types;
    }

    private void attach(Attached attached) throws IOException {
        if (toxics.putIfAbsent(attached.proxy() + " " + attached.name(), attached) == null) {
            call(() -> add(attached));
        }
    }

    private void add(Attached attached) {
        control.addToxic(attached.proxy(), attached.name(), attached.direction(), attached.toxic());
    }

    @Override
    public void clear(String proxy, Direction direction) throws IOException {
        List<Attached> there = toxics.values().stream()
                .filter(toxic -> toxic.proxy().equals(proxy) && toxic.direction() == direction)
                .toList();
        for (Attached toxic : there) {
            toxics.remove(proxy + " " + toxic.name());
            call(() -> control.removeToxic(proxy, toxic.name()));
        }
    }

    @Override
    public void lead(String proxy, String upstream) throws IOException {
        definitions.computeIfPresent(proxy, (p, old) -> new Definition(old.listen(), upstream));
        call(() -> control.setUpstream(proxy, upstream));
    }

    @Override
    public void closeConnections(String proxy) throws IOException {
        call(() -> {
            control.disable(proxy);
            control.enable(proxy);
        });
    }

    private void call(Runnable action) throws IOException {
        try {
            action.run();
        } catch (ToxiproxyException e) {
            if (e.kind() != ToxiproxyException.Kind.HUNG || notes.size() >= RESTARTS_MAX) {
                throw new IOException(e.getMessage(), e);
            }
            restart(e);
        }
    }

    /** The new server gets the state that was asked for, the call that hung included. */
    private void restart(ToxiproxyException hung) throws IOException {
        notes.add("toxiproxy hung and was restarted, with all connections lost: "
                + hung.getMessage());
        control.close();
        server.close();
        server = starter.start();
        control = new ToxiproxyControl(server);
        try {
            definitions.forEach((proxy, definition) ->
                    control.createProxy(proxy, definition.listen(), definition.upstream()));
            toxics.values().forEach(this::add);
        } catch (ToxiproxyException e) {
            e.addSuppressed(hung);
            throw new IOException("toxiproxy could not be brought back: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            deleteOurs();
        } finally {
            control.close();
            server.close();
        }
    }

    /** A server that somebody else runs goes on without our proxies. */
    private void deleteOurs() throws IOException {
        if (!(server instanceof ToxiproxyAddress)) {
            return;
        }
        try {
            definitions.keySet().forEach(control::deleteProxy);
        } catch (ToxiproxyException e) {
            throw new IOException("proxies of this run were left behind: " + e.getMessage(), e);
        }
    }
}
