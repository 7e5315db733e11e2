package dev.assay.server.command;

/** Counts for INFO. Confined to the event loop. */
public final class Statistics {

    private long connections;
    private long connectionsEver;
    private long commandsEver;

    public void connected() {
        connections++;
        connectionsEver++;
    }

    public void disconnected() {
        connections--;
    }

    void command() {
        commandsEver++;
    }

    /** Connections that are open. */
    public long connections() {
        return connections;
    }

    public long connectionsEver() {
        return connectionsEver;
    }

    /** Commands that were answered or are under way. */
    public long commandsEver() {
        return commandsEver;
    }
}
