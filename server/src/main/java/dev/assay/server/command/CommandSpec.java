package dev.assay.server.command;

import dev.assay.server.data.CommandError;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A row of the command table. Routing, arity checks, COMMAND and the reference follow from it.
 *
 * @param name in lower case
 * @param arity words with the name; negative means at least so many
 * @param group as in Redis' reference, for example {@code string}
 * @param summary one sentence
 * @param queued whether it waits in a transaction; the others act on the connection at once
 * @param parser makes the command, called only with a fitting number of words
 */
public record CommandSpec(
        String name,
        int arity,
        Set<CommandFlag> flags,
        KeyPositions keys,
        String group,
        String summary,
        boolean queued,
        Parser parser) {

    /** Reads a command's words. */
    @FunctionalInterface
    public interface Parser {

        /**
         * @throws CommandError if it cannot read them; or returns {@link Command.Rejected}
         */
        Command parse(Argv argv);
    }

    public CommandSpec {
        Objects.requireNonNull(name, "name");
        if (arity == 0) {
            throw new IllegalArgumentException("arity of " + name + " is 0");
        }
        flags = Set.copyOf(flags);
        Objects.requireNonNull(parser, "parser");
    }

    /** A command that reads the key at its first place. */
    public static CommandSpec read(
            String name, int arity, String group, String summary, Parser parser) {
        return of(name, arity, group, summary, parser)
                .flagged(CommandFlag.READONLY)
                .keyed(KeyPositions.FIRST);
    }

    /** A command that may change the key at its first place, and may make it larger. */
    public static CommandSpec write(
            String name, int arity, String group, String summary, Parser parser) {
        return of(name, arity, group, summary, parser)
                .flagged(CommandFlag.WRITE, CommandFlag.DENYOOM)
                .keyed(KeyPositions.FIRST);
    }

    /** A command that may change the key at its first place, but never makes it larger. */
    public static CommandSpec shrink(
            String name, int arity, String group, String summary, Parser parser) {
        return of(name, arity, group, summary, parser)
                .flagged(CommandFlag.WRITE)
                .keyed(KeyPositions.FIRST);
    }

    /** Takes about the same time whatever the keys hold. */
    public CommandSpec fast() {
        return plus(CommandFlag.FAST);
    }

    /** With one more flag. */
    public CommandSpec plus(CommandFlag flag) {
        EnumSet<CommandFlag> more = EnumSet.of(flag);
        more.addAll(flags);
        return new CommandSpec(name, arity, more, keys, group, summary, queued, parser);
    }

    /** A row whose flags and keys follow by {@link #flagged} and {@link #keyed}. */
    public static CommandSpec of(
            String name, int arity, String group, String summary, Parser parser) {
        return new CommandSpec(
                name, arity, Set.of(), KeyPositions.NONE, group, summary, true, parser);
    }

    public CommandSpec flagged(CommandFlag first, CommandFlag... others) {
        return new CommandSpec(
                name, arity, EnumSet.of(first, others), keys, group, summary, queued, parser);
    }

    public CommandSpec keyed(KeyPositions positions) {
        return new CommandSpec(name, arity, flags, positions, group, summary, queued, parser);
    }

    /** Acts at once also between MULTI and EXEC. */
    public CommandSpec notQueued() {
        return new CommandSpec(name, arity, flags, keys, group, summary, false, parser);
    }

    /** Whether it may have so many words, with the name. */
    public boolean accepts(int words) {
        return arity > 0 ? words == arity : words >= -arity;
    }
}
