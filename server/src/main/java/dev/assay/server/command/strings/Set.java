package dev.assay.server.command.strings;

import dev.assay.server.command.Argv;
import dev.assay.server.command.Command;
import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.KeyPositions;
import dev.assay.server.command.Texts;
import dev.assay.server.data.Bytes;
import dev.assay.server.data.Reply;
import dev.assay.server.store.Keyspace;
import dev.assay.server.store.Value;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * {@code SET key value [NX | XX | IFEQ match] [GET]}. IFEQ is Redis 8.4's: the value is stored if
 * the key holds exactly the match, so a missing key never does. There is no expiry yet: EX and its
 * kin are syntax errors, rather than accepted and forgotten.
 */
public final class Set {

    public static final CommandSpec SPEC = CommandSpec.of(
                    "set",
                    -3,
                    "string",
                    "Sets the string value of a key, if a condition holds.",
                    Set::parse)
            .flagged(CommandFlag.WRITE, CommandFlag.DENYOOM)
            .keyed(KeyPositions.FIRST);

    private enum Condition {
        NONE,
        NX,
        XX,
        IFEQ
    }

    private record Options(Condition condition, @Nullable Bytes match, boolean get) {}

    private Set() {}

    private static Command parse(Argv argv) {
        Options options = options(argv);
        if (options == null) {
            return Command.Rejected.because(Texts.SYNTAX);
        }
        Bytes key = argv.at(1);
        Bytes value = argv.at(2);
        return (Command.Write) keys -> execute(keys, key, value, options);
    }

    private static @Nullable Options options(Argv argv) {
        Condition condition = Condition.NONE;
        Bytes match = null;
        boolean get = false;
        for (int place = 3; place < argv.size(); place++) {
            Bytes word = argv.at(place);
            if (word.is("get")) {
                get = true;
                continue;
            }
            if (condition != Condition.NONE) {
                return null;
            }
            if (word.is("nx")) {
                condition = Condition.NX;
            } else if (word.is("xx")) {
                condition = Condition.XX;
            } else if (word.is("ifeq") && place + 1 < argv.size()) {
                condition = Condition.IFEQ;
                place++;
                match = argv.at(place);
            } else {
                return null;
            }
        }
        return new Options(condition, match, get);
    }

    private static Reply execute(Keyspace keys, Bytes key, Bytes value, Options options) {
        if (options.condition() == Condition.NONE && !options.get()) {
            keys.put(key, Value.Type.STRING, value);
            return Reply.OK;
        }
        Value old = keys.get(key);
        if (StringValues.isOther(old) && (options.get() || options.match() != null)) {
            return StringValues.WRONG_TYPE;
        }
        boolean holds = switch (options.condition()) {
            case NONE -> true;
            case NX -> old == null;
            case XX -> old != null;
            case IFEQ -> old != null && Objects.equals(options.match(), old.payload());
        };
        if (holds) {
            keys.put(key, Value.Type.STRING, value);
        }
        if (options.get()) {
            return StringValues.reply(old);
        }
        return holds ? Reply.OK : Reply.Nil.STRING;
    }
}
