package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** All commands by name. */
public final class CommandTable {

    /** Far more than there are commands, so that places are rarely shared; a power of two. */
    private static final int PLACES = 1_024;

    private final List<CommandSpec> rows;

    /** The rows by {@link #place}, each in the next free one. */
    private final @Nullable CommandSpec[] places = new CommandSpec[PLACES];

    /**
     * @throws IllegalArgumentException if two have the same name
     */
    public CommandTable(List<CommandSpec> rows) {
        this.rows = List.copyOf(rows);
        for (CommandSpec row : rows) {
            Bytes name = Bytes.of(row.name());
            if (find(name) != null) {
                throw new IllegalArgumentException("two commands are named " + row.name());
            }
            int place = place(name);
            while (places[place] != null) {
                place = (place + 1) % PLACES;
            }
            places[place] = row;
        }
    }

    public List<CommandSpec> all() {
        return rows;
    }

    /** The row for a name in any case, or null; makes no string of it. */
    public @Nullable CommandSpec find(Bytes name) {
        int place = place(name);
        for (CommandSpec row = places[place]; row != null; row = places[place]) {
            if (name.is(row.name())) {
                return row;
            }
            place = (place + 1) % PLACES;
        }
        return null;
    }

    /** By the letters' lower five bits, which upper and lower case share. */
    private static int place(Bytes name) {
        int hash = name.length();
        for (byte letter : name.array()) {
            hash = 31 * hash + (letter & 0x1F);
        }
        return (hash ^ (hash >>> 10)) & (PLACES - 1);
    }

    /** Reads a command by its row. The same words give the same on every node. */
    public Command parse(Argv argv) {
        CommandSpec spec = find(argv.at(0));
        if (spec == null) {
            return Command.Rejected.because(unknown(argv));
        }
        if (!spec.accepts(argv.size())) {
            return Command.Rejected.because(Texts.wrongArity(spec.name()));
        }
        try {
            return spec.parser().parse(argv);
        } catch (CommandError e) {
            return new Command.Rejected(e.reply());
        }
    }

    private static String unknown(Argv argv) {
        StringBuilder text = new StringBuilder("ERR unknown command '");
        text.append(Texts.printable(argv.at(0))).append("', with args beginning with: ");
        int budget = Texts.REPEATED_CHARS_MAX;
        for (Bytes argument : argv.from(1)) {
            if (budget <= 0) {
                break;
            }
            String shown = Texts.printable(argument, budget);
            text.append('\'').append(shown).append("' ");
            budget -= shown.length() + 3;
        }
        return text.toString();
    }
}
