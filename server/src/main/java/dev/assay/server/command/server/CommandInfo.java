package dev.assay.server.command.server;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.CommandTable;
import dev.assay.server.command.Glob;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * {@code COMMAND [COUNT | INFO [name ...] | DOCS [name ...] | LIST [FILTERBY PATTERN pattern] |
 * GETKEYS command [argument ...]]}, made from the table.
 */
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
            case "list" -> list(argv);
            case "getkeys" -> getKeys(argv);
            default ->
                Command.Rejected.because(
                        Texts.unknownSubcommand("COMMAND", Texts.printable(argv.at(1))));
        };
    }

    private static Command list(Argv argv) {
        boolean filtered =
                argv.size() == 5 && argv.at(2).is("filterby") && argv.at(3).is("pattern");
        if (argv.size() != 2 && !filtered) {
            throw new CommandError(Texts.SYNTAX);
        }
        Bytes pattern = filtered ? argv.at(4) : Bytes.of("*");
        return local(table -> new Reply.Array(table.all().stream()
                .filter(spec -> Glob.matchesIgnoringCase(pattern, spec.name()))
                .map(spec -> Reply.bulk(spec.name()))
                .toList()));
    }

    private static Command getKeys(Argv argv) {
        if (argv.size() < 3) {
            throw new CommandError(Texts.wrongArity("command|getkeys"));
        }
        Argv asked = Argv.of(argv.from(2));
        return local(table -> {
            CommandSpec spec = table.find(asked.at(0));
            if (spec == null) {
                return new Reply.Error("ERR Invalid command specified");
            }
            if (spec.keys().equals(KeyPositions.NONE)) {
                return new Reply.Error("ERR The command has no key arguments");
            }
            if (!spec.accepts(asked.size())) {
                return new Reply.Error("ERR Invalid number of arguments specified for command");
            }
            return new Reply.Array(spec.keys().keysOf(asked).stream()
                    .map(key -> (Reply) new Reply.Bulk(key))
                    .toList());
        });
    }

    private static Command.Local local(Answer answer) {
        return session -> Command.done(answer.from(session.table()));
    }

    private static List<@Nullable CommandSpec> found(CommandTable table, List<Bytes> names) {
        List<@Nullable CommandSpec> found = new ArrayList<>();
        names.forEach(name -> found.add(table.find(name)));
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
        if (spec.keys().counted() > 0) {
            flags.add(new Reply.Status("movablekeys"));
        }
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
