package dev.assay.server.command;

/** Redis' error texts that more than one command uses; clients match on them. */
public final class Texts {

    public static final String SYNTAX = "ERR syntax error";
    public static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";
    public static final String WRONG_TYPE =
            "WRONGTYPE Operation against a key holding the wrong kind of value";

    private Texts() {}

    public static String wrongArity(String name) {
        return "ERR wrong number of arguments for '" + name + "' command";
    }

    public static String unknownSubcommand(String container, String subcommand) {
        return "ERR unknown subcommand '" + subcommand + "'. Try " + container + " HELP.";
    }
}
