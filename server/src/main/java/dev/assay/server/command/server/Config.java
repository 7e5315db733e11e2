package dev.assay.server.command.server;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Glob;
import dev.assay.server.command.Session;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code CONFIG GET pattern [pattern ...]}: settings that clients of Redis look for. */
public final class Config {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "config", -2, "server", "Tells the node's settings.", Config::parse)
            .flagged(CommandFlag.ADMIN, CommandFlag.NOSCRIPT, CommandFlag.LOADING);

    private Config() {}

    private static Command parse(Argv argv) {
        if (!argv.at(1).is("get")) {
            return Command.Rejected.because(
                    Texts.unknownSubcommand("CONFIG", Texts.printable(argv.at(1))));
        }
        if (argv.size() < 3) {
            return Command.Rejected.because(Texts.wrongArity("config|get"));
        }
        List<Bytes> patterns = argv.from(2);
        return (Command.Local) session -> Command.done(get(session, patterns));
    }

    private static Reply get(Session session, List<Bytes> patterns) {
        List<Reply.Pair> found = new ArrayList<>();
        for (Map.Entry<String, String> setting : session.server().settings().entrySet()) {
            boolean wanted = patterns.stream()
                    .anyMatch(pattern -> Glob.matchesIgnoringCase(pattern, setting.getKey()));
            if (wanted) {
                found.add(new Reply.Pair(
                        Reply.bulk(setting.getKey()), Reply.bulk(setting.getValue())));
            }
        }
        return new Reply.Pairs(found);
    }
}
