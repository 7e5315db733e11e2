package dev.assay.server.command;

import dev.assay.server.data.Bytes;
import dev.assay.server.data.Outcome;
import dev.assay.server.read.ReadLevel;

import java.util.List;
import java.util.function.Consumer;

/**
 * Executes commands where there are several groups: each in the group that has the slot of its
 * keys, which must all be in one slot, as in a Redis Cluster. Confined to the event loop.
 */
public final class SlotExecution implements Execution {

    private final CommandTable table;
    private final List<Execution> groups;
    private final WholeKeyspace whole;

    /**
     * @param groups in the order of their slots
     */
    public SlotExecution(CommandTable table, List<Execution> groups) {
        this.table = table;
        this.groups = List.copyOf(groups);
        this.whole = new WholeKeyspace(table, this.groups);
    }

    @Override
    public CommandTable table() {
        return table;
    }

    @Override
    public void start(Argv argv, Command command, ReadLevel level, Consumer<Outcome> ended) {
        int slot = 0;
        if (command instanceof Transaction transaction) {
            if (transaction.commands().stream().anyMatch(WholeKeyspace::takes)) {
                ended.accept(rejected(WholeKeyspace.NOT_IN_A_TRANSACTION));
                return;
            }
            slot = Slots.ofAll(transaction.keys());
        } else if (command instanceof Command.Read || command instanceof Command.Write) {
            if (WholeKeyspace.takes(argv)) {
                whole.start(argv, command, level, ended);
                return;
            }
            slot = slot(argv);
        }
        if (slot == Slots.SEVERAL) {
            ended.accept(rejected(Texts.CROSS_SLOT));
            return;
        }
        groups.get(Slots.group(slot, groups.size())).start(argv, command, level, ended);
    }

    /** What needs no key is answered by the first group. */
    private int slot(Argv argv) {
        CommandSpec spec = table.find(argv.at(0));
        if (spec == null) {
            return 0;
        }
        KeyPositions places = spec.keys();
        if (places.isOne()) {
            return places.first() < argv.size() ? Slots.of(argv.at(places.first())) : 0;
        }
        List<Bytes> keys = places.keysOf(argv);
        return Slots.ofAll(keys);
    }

    private static Outcome rejected(String text) {
        return new Outcome.Done(Command.Rejected.because(text).error(), NO_INDEX);
    }
}
