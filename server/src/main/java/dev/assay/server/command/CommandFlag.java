package dev.assay.server.command;

import java.util.Locale;

/** What COMMAND says about a command, in Redis' words. */
public enum CommandFlag {
    WRITE,
    READONLY,
    DENYOOM,
    FAST,
    LOADING,
    STALE,
    NOSCRIPT,
    ADMIN,
    NO_AUTH;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
