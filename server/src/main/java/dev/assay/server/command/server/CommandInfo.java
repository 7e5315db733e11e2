package dev.assay.server.command.server;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.CommandTable;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** {@code COMMAND [COUNT | INFO [name ...] | DOCS [name ...]]}, made from the table. */
public final class CommandInfo {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "command", -1, "server", "Tells about the commands.", CommandInfo::parse)
            .flagged(CommandFlag.LOADING, CommandFlag.STALE);

    private interface Answer {
        Reply from(CommandTable table);
    }

    private CommandInfo() {}

    private static Command parse(Argv argv) {
        if (argv.size() == 1) {
            return local(table -> infos(table.all()));
        }
        List<Bytes> names = argv.from(2);
        String subcommand = argv.at(1).text().toLowerCase(Locale.ROOT);
        return switch (subcommand) {
            case "count" ->
                argv.size() == 2
                        ? local(table -> new Reply.Int(table.all().size()))
                        : Command.Rejected.because(Texts.wrongArity("command|count"));
            case "info" ->
                local(table -> names.isEmpty() ? infos(table.all()) : infos(found(table, names)));
            case "docs" ->
                local(table -> docs(names.isEmpty() ? table.all() : found(table, names)));
            default ->
                Command.Rejected.because(
                        Texts.unknownSubcommand("COMMAND", argv.at(1).text()));
        };
    }

    private static Command.Local local(Answer answer) {
        return session -> Command.done(answer.from(session.table()));
    }

    private static List<@Nullable CommandSpec> found(CommandTable table, List<Bytes> names) {
        List<@Nullable CommandSpec> found = new ArrayList<>();
        names.forEach(name -> found.add(table.find(name.text())));
        return found;
    }

    private static Reply infos(Collection<? extends @Nullable CommandSpec> specs) {
        List<Reply> infos = new ArrayList<>();
        for (CommandSpec spec : specs) {
            infos.add(spec == null ? Reply.Nil.ARRAY : info(spec));
        }
        return new Reply.Array(infos);
    }

    private static Reply info(CommandSpec spec) {
        List<Reply> flags = new ArrayList<>();
        spec.flags().stream()
                .sorted()
                .forEach(flag -> flags.add(new Reply.Status(flag.toString())));
        Reply none = new Reply.Array(List.of());
        return new Reply.Array(List.of(
                Reply.bulk(spec.name()),
                new Reply.Int(spec.arity()),
                new Reply.Array(flags),
                new Reply.Int(spec.keys().first()),
                new Reply.Int(spec.keys().last()),
                new Reply.Int(spec.keys().step()),
                none,
                none,
                none,
                none));
    }

    private static Reply docs(Collection<? extends @Nullable CommandSpec> specs) {
        List<Reply.Pair> docs = new ArrayList<>();
        for (CommandSpec spec : specs) {
            if (spec != null) {
                docs.add(new Reply.Pair(Reply.bulk(spec.name()), doc(spec)));
            }
        }
        return new Reply.Pairs(docs);
    }

    private static Reply doc(CommandSpec spec) {
        return new Reply.Pairs(List.of(
                new Reply.Pair(Reply.bulk("summary"), Reply.bulk(spec.summary())),
                new Reply.Pair(Reply.bulk("group"), Reply.bulk(spec.group()))));
    }
}
