package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.read.ReadLevel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a connection remembers between commands. Confined to the event loop. */
public final class Session {

    /** Bytes that one transaction may queue, below what a log entry takes. */
    private static final int QUEUED_BYTES_MAX = 2 * 1024 * 1024;

    private final long id;
    private final ReadLevel defaultLevel;
    private final CommandTable table;
    private final ServerInfo server;
    private final Statistics statistics;

    private int protocol = 2;
    private String name = "";
    private ReadLevel level;
    private boolean closing;
    private boolean authenticated;
    private final Map<Bytes, Long> watched = new LinkedHashMap<>();
    private @Nullable List<Argv> queued;
    private long queuedBytes;
    private boolean spoiled;

    /**
     * @param id unique in this process
     */
    public Session(
            long id,
            ReadLevel defaultLevel,
            CommandTable table,
            ServerInfo server,
            Statistics statistics) {
        this.id = id;
        this.defaultLevel = defaultLevel;
        this.level = defaultLevel;
        this.table = table;
        this.server = server;
        this.statistics = statistics;
    }

    public long id() {
        return id;
    }

    public CommandTable table() {
        return table;
    }

    public ServerInfo server() {
        return server;
    }

    public Access access() {
        return server.access();
    }

    /** Whether the user and the password are right; if they are, commands are taken from now on. */
    public boolean authenticate(Bytes user, Bytes password) {
        boolean right = user.equals(Bytes.of(Access.USER)) && server.access().accepts(password);
        authenticated |= right;
        return right;
    }

    /** Whether commands are taken that need no password to be given. */
    public boolean mayCommand() {
        return authenticated || !server.access().needsPassword();
    }

    Statistics statistics() {
        return statistics;
    }

    /** RESP version, 2 or 3. */
    public int protocol() {
        return protocol;
    }

    public void protocol(int version) {
        protocol = version;
    }

    public String name() {
        return name;
    }

    public void name(String newName) {
        name = newName;
    }

    public ReadLevel level() {
        return level;
    }

    public void level(ReadLevel newLevel) {
        level = newLevel;
    }

    /** The connection closes once everything up to here is answered. */
    public void close() {
        closing = true;
    }

    public boolean closing() {
        return closing;
    }

    /** As if it had just connected. */
    public void reset() {
        protocol = 2;
        name = "";
        level = defaultLevel;
        authenticated = false;
        discard();
    }

    /** Remembers the version that a key had; a key that is watched already keeps its first. */
    public void watch(Bytes key, long version) {
        watched.putIfAbsent(key, version);
    }

    public void unwatch() {
        watched.clear();
    }

    public boolean inTransaction() {
        return queued != null;
    }

    public void multi() {
        queued = new ArrayList<>();
        queuedBytes = 0;
        spoiled = false;
    }

    /**
     * Queues a command of the transaction.
     *
     * @return false if it is one too many; the transaction is then spoiled
     */
    boolean queue(Argv argv) {
        List<Argv> commands = queued;
        if (commands == null) {
            throw new IllegalStateException("not in a transaction");
        }
        for (Bytes word : argv.from(0)) {
            queuedBytes += Integer.BYTES + word.length();
        }
        if (queuedBytes > QUEUED_BYTES_MAX) {
            spoiled = true;
            return false;
        }
        commands.add(argv);
        return true;
    }

    /** A command that could not be queued: EXEC will refuse. */
    void spoil() {
        spoiled = true;
    }

    public boolean spoiled() {
        return spoiled;
    }

    /** Leaves the transaction with what was watched and queued. */
    public Transaction takeTransaction() {
        Transaction taken = new Transaction(watched, queued == null ? List.of() : queued, table);
        discard();
        return taken;
    }

    /** Leaves the transaction and forgets it, and what was watched. */
    public void discard() {
        queued = null;
        queuedBytes = 0;
        spoiled = false;
        watched.clear();
    }
}
