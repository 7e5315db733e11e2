package dev.assay.server.catalog;

import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.CommandTable;
import dev.assay.server.command.connection.Client;
import dev.assay.server.command.connection.Echo;
import dev.assay.server.command.connection.Hello;
import dev.assay.server.command.connection.Ping;
import dev.assay.server.command.connection.Quit;
import dev.assay.server.command.connection.ReadOnly;
import dev.assay.server.command.connection.ReadWrite;
import dev.assay.server.command.connection.Reset;
import dev.assay.server.command.connection.Select;
import dev.assay.server.command.keys.Del;
import dev.assay.server.command.keys.Exists;
import dev.assay.server.command.server.CommandInfo;
import dev.assay.server.command.server.Config;
import dev.assay.server.command.server.Info;
import dev.assay.server.command.strings.Get;
import dev.assay.server.command.strings.Incr;
import dev.assay.server.command.strings.Mget;
import dev.assay.server.command.strings.Mset;
import dev.assay.server.command.strings.Set;
import dev.assay.server.command.transaction.Discard;
import dev.assay.server.command.transaction.Exec;
import dev.assay.server.command.transaction.Multi;
import dev.assay.server.command.transaction.Unwatch;
import dev.assay.server.command.transaction.Watch;

import java.util.List;

/** All commands that this server knows; whatever is not here is an unknown command. */
public final class Catalog {

    private static final List<CommandSpec> COMMANDS = List.of(
            Get.SPEC,
            Set.SPEC,
            Incr.SPEC,
            Mget.SPEC,
            Mset.SPEC,
            Del.SPEC,
            Exists.SPEC,
            Watch.SPEC,
            Unwatch.SPEC,
            Multi.SPEC,
            Exec.SPEC,
            Discard.SPEC,
            Ping.SPEC,
            Echo.SPEC,
            Hello.SPEC,
            Client.SPEC,
            Select.SPEC,
            ReadOnly.SPEC,
            ReadWrite.SPEC,
            Reset.SPEC,
            Quit.SPEC,
            CommandInfo.SPEC,
            Config.SPEC,
            Info.SPEC);

    private Catalog() {}

    public static CommandTable table() {
        return new CommandTable(COMMANDS);
    }
}
