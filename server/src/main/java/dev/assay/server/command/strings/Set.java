package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.Deadline;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.CommandError;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Value;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * {@code SET key value [NX | XX | IFEQ match] [GET] [EX seconds | PX millis | EXAT time | PXAT time
 * | KEEPTTL]}. IFEQ is Redis 8.4's: the value is stored if the key holds exactly the match, so a
 * missing key never does.
 */
public final class Set {

    public static final CommandSpec SPEC = CommandSpec.write(
            "set",
            -3,
            "string",
            "Sets the string value of a key, if a condition holds.",
            Set::parse);

    private static final Options PLAIN = new Options(Condition.NONE, null, false, false, null);

    private enum Condition {
        NONE,
        NX,
        XX,
        IFEQ
    }

    private record Options(
            Condition condition,
            @Nullable Bytes match,
            boolean get,
            boolean keepDue,
            @Nullable Deadline deadline) {}

    private Set() {}

    private static Command.Write parse(Argv argv) {
        Bytes key = argv.at(1);
        Bytes value = argv.at(2);
        if (argv.size() == 3) {
            return keys -> {
                keys.put(key, Value.Type.STRING, value);
                return Reply.OK;
            };
        }
        Options options = options(argv);
        return keys -> execute(keys, key, value, options);
    }

    private static Options options(Argv argv) {
        Options options = PLAIN;
        for (int place = 3; place < argv.size(); place++) {
            Bytes word = argv.at(place);
            Deadline deadline = Deadline.option(argv, place, "set");
            if (deadline != null && options.deadline() == null && !options.keepDue()) {
                place++;
                options = new Options(
                        options.condition(), options.match(), options.get(), false, deadline);
            } else if (word.is("keepttl") && options.deadline() == null) {
                options = new Options(
                        options.condition(), options.match(), options.get(), true, null);
            } else if (word.is("get")) {
                options = new Options(
                        options.condition(),
                        options.match(),
                        true,
                        options.keepDue(),
                        options.deadline());
            } else {
                Condition condition = condition(word);
                Bytes match = condition == Condition.IFEQ ? argv.after(place++) : null;
                if (options.condition() != Condition.NONE) {
                    throw new CommandError(Texts.SYNTAX);
                }
                options = new Options(
                        condition, match, options.get(), options.keepDue(), options.deadline());
            }
        }
        return options;
    }

    private static Condition condition(Bytes word) {
        for (Condition condition : Condition.values()) {
            if (condition != Condition.NONE && word.is(condition.name())) {
                return condition;
            }
        }
        throw new CommandError(Texts.SYNTAX);
    }

    private static Reply execute(Keyspace keys, Bytes key, Bytes value, Options options) {
        Deadline deadline = options.deadline();
        long due = deadline == null ? Value.NEVER : deadline.at(keys.nowMillis());
        Value old = keys.get(key);
        Bytes before = options.get() || options.match() != null ? StringValues.of(old) : null;
        boolean holds = switch (options.condition()) {
            case NONE -> true;
            case NX -> old == null;
            case XX -> old != null;
            case IFEQ -> Objects.equals(options.match(), before);
        };
        if (holds) {
            long kept = options.keepDue() && old != null ? old.dueMillis() : due;
            keys.put(key, Value.Type.STRING, kept, value);
        }
        if (options.get()) {
            return Reply.bulk(before);
        }
        return holds ? Reply.OK : Reply.Nil.STRING;
    }
}
