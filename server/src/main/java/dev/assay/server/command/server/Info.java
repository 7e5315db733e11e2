package dev.assay.server.command.server;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Session;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;

import java.util.List;
import java.util.Locale;

/** {@code INFO [section ...]}. */
public final class Info {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "info", -1, "server", "Tells about the node.", Info::parse)
            .flagged(CommandFlag.LOADING, CommandFlag.STALE);

    private Info() {}

    private static Command parse(Argv argv) {
        List<Bytes> sections = argv.from(1);
        return (Command.Local) session -> Command.done(Reply.bulk(text(session, sections)));
    }

    private static String text(Session session, List<Bytes> sections) {
        StringBuilder text = new StringBuilder();
        session.server().sections().forEach((name, lines) -> {
            if (wanted(name, sections)) {
                if (text.length() > 0) {
                    text.append("\r\n");
                }
                text.append("# ").append(name).append("\r\n");
                lines.forEach((key, value) ->
                        text.append(key).append(':').append(value).append("\r\n"));
            }
        });
        return text.toString();
    }

    private static boolean wanted(String name, List<Bytes> sections) {
        return sections.isEmpty()
                || sections.stream()
                        .map(section -> section.text().toLowerCase(Locale.ROOT))
                        .anyMatch(section -> section.equals("all")
                                || section.equals("everything")
                                || section.equals("default")
                                || section.equals(name.toLowerCase(Locale.ROOT)));
    }
}
