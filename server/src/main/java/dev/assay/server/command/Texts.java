package dev.assay.server.command;

/** Redis' error texts that more than one command uses; clients match on them. */
public final class Texts {

    public static final String SYNTAX = "ERR syntax error";
    public static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";
    public static final String NOT_A_FLOAT = "ERR value is not a valid float";
    public static final String NO_SUCH_KEY = "ERR no such key";
    public static final String INDEX_OUT_OF_RANGE = "ERR index out of range";

    private Texts() {}

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
