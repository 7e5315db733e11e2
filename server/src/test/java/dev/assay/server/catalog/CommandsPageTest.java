package dev.assay.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.command.CommandFlag;
import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.CommandTable;
import dev.assay.server.data.Bytes;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * COMMANDS.md is the table of commands, written out. After a change, {@code -Dassay.write=true}
 * writes it anew.
 */
class CommandsPageTest {

    private static final Path PAGE = Path.of("COMMANDS.md");

    private static final CommandTable TABLE = Catalog.table();

    /** All other commands of Redis 7.0.15, with the reason. */
    private static final Map<String, String> NOT_OFFERED = new LinkedHashMap<>();

    static {
        NOT_OFFERED.put(
                "blmove blmpop blpop brpop brpoplpush bzmpop bzpopmax bzpopmin wait",
                "waiting: a client that waits would have to be known to every node that may lead");
        NOT_OFFERED.put(
                "xack xadd xautoclaim xclaim xdel xgroup xinfo xlen xpending xrange xread"
                        + " xreadgroup xrevrange xsetid xtrim",
                "streams");
        NOT_OFFERED.put(
                "psubscribe publish pubsub punsubscribe spublish ssubscribe subscribe"
                        + " sunsubscribe unsubscribe",
                "publish and subscribe: messages are not in the log, so they could be lost");
        NOT_OFFERED.put(
                "eval eval_ro evalsha evalsha_ro fcall fcall_ro function script",
                "scripts and functions: MULTI with WATCH, or SET with IFEQ, in their place");
        NOT_OFFERED.put(
                "geoadd geodist geohash geopos georadius georadius_ro georadiusbymember"
                        + " georadiusbymember_ro geosearch geosearchstore",
                "places on the earth");
        NOT_OFFERED.put("pfadd pfcount pfdebug pfmerge pfselftest", "HyperLogLog");
        NOT_OFFERED.put("bitfield bitfield_ro bitop bitpos", "bits beyond the basic ones");
        NOT_OFFERED.put("sort sort_ro", "sorting by other keys");
        NOT_OFFERED.put("move swapdb", "several databases: there is one");
        NOT_OFFERED.put(
                "dump migrate restore restore-asking",
                "values in Redis' own format; HTTP has backups of the whole");
        NOT_OFFERED.put(
                "bgrewriteaof bgsave failover lastsave psync replconf replicaof role save shutdown"
                        + " slaveof sync",
                "Redis' persistence and replication: the Raft log is both, and HTTP administers it");
        NOT_OFFERED.put("acl", "users: there is one, with a password");
        NOT_OFFERED.put("asking", "slots that move: they never do");
        NOT_OFFERED.put(
                "debug latency lolwut memory module monitor slowlog",
                "looking into Redis; INFO and /metrics look into this server");
    }

    private static final Map<String, String> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("string", "Strings");
        GROUPS.put("bitmap", "Bits of strings");
        GROUPS.put("hash", "Hashes");
        GROUPS.put("list", "Lists");
        GROUPS.put("set", "Sets");
        GROUPS.put("sorted-set", "Sorted sets");
        GROUPS.put("generic", "Keys");
        GROUPS.put("transactions", "Transactions");
        GROUPS.put("connection", "Connection");
        GROUPS.put("cluster", "Cluster");
        GROUPS.put("server", "Server");
    }

    private static String page() {
        StringBuilder page = new StringBuilder("# Redis commands\n\n");
        page.append("Written from the table of commands by `CommandsPageTest`; do not edit.\n\n");
        page.append("*Words* counts the name; `2+` is two or more. What *writes* goes through the"
                + " log, what *reads* waits for the read level of its connection, and the others are"
                + " answered by the node that was asked. Syntax and texts are those of Redis 7.0.15"
                + " unless said.\n");
        GROUPS.forEach((group, title) -> {
            page.append("\n## ").append(title).append("\n\n");
            page.append("| command | words | | what it does |\n|---|---|---|---|\n");
            Map<String, CommandSpec> rows = new TreeMap<>();
            TABLE.all().stream()
                    .filter(spec -> spec.group().equals(group))
                    .forEach(spec -> rows.put(spec.name(), spec));
            rows.values().forEach(spec -> page.append(row(spec)));
        });
        page.append("\n## Not offered\n\n");
        page.append("Answered with `ERR unknown command`:\n\n");
        page.append("| commands | about |\n|---|---|\n");
        NOT_OFFERED.forEach((names, why) ->
                page.append("| ").append(names).append(" | ").append(why).append(" |\n"));
        page.append(
                "\nOf commands with subcommands these are offered, the others answer `ERR unknown"
                        + " subcommand`: CLIENT ID, GETNAME, SETNAME, SETINFO; CLUSTER SLOTS, SHARDS, NODES,"
                        + " INFO, MYID, KEYSLOT; COMMAND COUNT, INFO, DOCS, LIST, GETKEYS; CONFIG GET; OBJECT"
                        + " ENCODING.\n");
        return page.toString();
    }

    private static String row(CommandSpec spec) {
        boolean writes = spec.flags().contains(CommandFlag.WRITE);
        boolean reads = spec.flags().contains(CommandFlag.READONLY);
        String words = spec.arity() > 0 ? "" + spec.arity() : -spec.arity() + "+";
        return "| " + spec.name().toUpperCase(java.util.Locale.ROOT) + " | " + words + " | "
                + (writes ? "writes" : reads ? "reads" : "") + " | " + spec.summary() + " |\n";
    }

    @Test
    void the_page_is_the_table() throws IOException {
        if (Boolean.getBoolean("assay.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("COMMANDS.md; -Dassay.write=true writes it anew")
                .isEqualTo(page());
    }

    @Test
    void every_command_has_its_place_on_the_page() {
        assertThat(TABLE.all()).allSatisfy(spec -> assertThat(GROUPS).containsKey(spec.group()));
    }

    @Test
    void what_is_not_offered_is_not_in_the_table() {
        List<String> names = NOT_OFFERED.keySet().stream()
                .flatMap(row -> List.of(row.split(" ")).stream())
                .toList();
        assertThat(names).hasSizeGreaterThan(80).doesNotHaveDuplicates();
        assertThat(names)
                .allSatisfy(name -> assertThat(TABLE.find(Bytes.of(name))).isNull());
    }
}
