package dev.assay.server.command;

import dev.assay.server.data.Bytes;

/** Redis' error texts that more than one command uses; clients match on them. */
public final class Texts {

    public static final String SYNTAX = "ERR syntax error";
    public static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";
    public static final String NOT_A_FLOAT = "ERR value is not a valid float";
    public static final String NO_SUCH_KEY = "ERR no such key";
    public static final String INDEX_OUT_OF_RANGE = "ERR index out of range";
    public static final String CROSS_SLOT = "CROSSSLOT Keys in request don't hash to the same slot";

    public static final String WRONG_PASSWORD =
            "WRONGPASS invalid username-password pair or user is disabled.";
    public static final String NOT_AUTHENTICATED = "NOAUTH Authentication required.";

    /** How much of a client's word an error repeats, as in Redis. */
    static final int REPEATED_CHARS_MAX = 128;

    private Texts() {}

    /** A client's word inside an error: cut, and without what would break the line. */
    public static String printable(Bytes word) {
        return printable(word, REPEATED_CHARS_MAX);
    }

    static String printable(Bytes word, int length) {
        String text = word.text().replace('\r', ' ').replace('\n', ' ');
        return text.length() <= length ? text : text.substring(0, length);
    }

    public static String wrongArity(String name) {
        return "ERR wrong number of arguments for '" + name + "' command";
    }

    public static String invalidExpire(String name) {
        return "ERR invalid expire time in '" + name + "' command";
    }

    public static String unknownSubcommand(String container, String subcommand) {
        return "ERR unknown subcommand '" + subcommand + "'. Try " + container + " HELP.";
    }
}
