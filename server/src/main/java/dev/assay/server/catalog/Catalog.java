package dev.assay.server.catalog;

import dev.assay.server.command.CommandSpec;
import dev.assay.server.command.CommandTable;
import dev.assay.server.command.cluster.ClusterCommand;
import dev.assay.server.command.cluster.Leader;
import dev.assay.server.command.cluster.ReadOnly;
import dev.assay.server.command.cluster.ReadWrite;
import dev.assay.server.command.connection.Auth;
import dev.assay.server.command.connection.Client;
import dev.assay.server.command.connection.Echo;
import dev.assay.server.command.connection.Hello;
import dev.assay.server.command.connection.Ping;
import dev.assay.server.command.connection.Quit;
import dev.assay.server.command.connection.Reset;
import dev.assay.server.command.connection.Select;
import dev.assay.server.command.hashes.HashIncrements;
import dev.assay.server.command.hashes.HashRandom;
import dev.assay.server.command.hashes.HashReads;
import dev.assay.server.command.hashes.HashWrites;
import dev.assay.server.command.keys.Copy;
import dev.assay.server.command.keys.Del;
import dev.assay.server.command.keys.Exists;
import dev.assay.server.command.keys.Expire;
import dev.assay.server.command.keys.Flush;
import dev.assay.server.command.keys.Keys;
import dev.assay.server.command.keys.ObjectCommand;
import dev.assay.server.command.keys.Persist;
import dev.assay.server.command.keys.Rename;
import dev.assay.server.command.keys.Scan;
import dev.assay.server.command.keys.TimeLeft;
import dev.assay.server.command.keys.Type;
import dev.assay.server.command.lists.ListEnds;
import dev.assay.server.command.lists.ListInside;
import dev.assay.server.command.lists.Lpos;
import dev.assay.server.command.server.CommandInfo;
import dev.assay.server.command.server.Config;
import dev.assay.server.command.server.Info;
import dev.assay.server.command.server.Time;
import dev.assay.server.command.sets.SetAlgebra;
import dev.assay.server.command.sets.SetChance;
import dev.assay.server.command.sets.SetMembers;
import dev.assay.server.command.strings.Bits;
import dev.assay.server.command.strings.Get;
import dev.assay.server.command.strings.GetVariants;
import dev.assay.server.command.strings.Increments;
import dev.assay.server.command.strings.Lcs;
import dev.assay.server.command.strings.Mget;
import dev.assay.server.command.strings.Mset;
import dev.assay.server.command.strings.Ranges;
import dev.assay.server.command.strings.Set;
import dev.assay.server.command.strings.SetVariants;
import dev.assay.server.command.transaction.Discard;
import dev.assay.server.command.transaction.Exec;
import dev.assay.server.command.transaction.Multi;
import dev.assay.server.command.transaction.Unwatch;
import dev.assay.server.command.transaction.Watch;
import dev.assay.server.command.zsets.Zadd;
import dev.assay.server.command.zsets.Zrange;
import dev.assay.server.command.zsets.ZsetAlgebra;
import dev.assay.server.command.zsets.ZsetMembers;
import dev.assay.server.command.zsets.ZsetPops;
import dev.assay.server.command.zsets.ZsetRandom;
import dev.assay.server.command.zsets.ZsetRanges;

import java.util.List;

/** All commands that this server knows; whatever is not here is an unknown command. */
public final class Catalog {

    private static final List<CommandSpec> COMMANDS = List.of(
            Bits.SETBIT,
            Bits.GETBIT,
            Bits.BITCOUNT,
            Get.SPEC,
            GetVariants.GETDEL,
            GetVariants.GETEX,
            Increments.INCR,
            Increments.DECR,
            Increments.INCRBY,
            Increments.DECRBY,
            Increments.INCRBYFLOAT,
            Lcs.SPEC,
            Mget.SPEC,
            Mset.MSET,
            Mset.MSETNX,
            Ranges.APPEND,
            Ranges.STRLEN,
            Ranges.SETRANGE,
            Ranges.GETRANGE,
            Ranges.SUBSTR,
            Set.SPEC,
            SetVariants.SETEX,
            SetVariants.PSETEX,
            SetVariants.SETNX,
            SetVariants.GETSET,
            HashIncrements.HINCRBY,
            HashIncrements.HINCRBYFLOAT,
            HashRandom.SPEC,
            HashReads.HGET,
            HashReads.HEXISTS,
            HashReads.HSTRLEN,
            HashReads.HLEN,
            HashReads.HMGET,
            HashReads.HGETALL,
            HashReads.HKEYS,
            HashReads.HVALS,
            HashReads.HSCAN,
            HashWrites.HSET,
            HashWrites.HMSET,
            HashWrites.HSETNX,
            HashWrites.HDEL,
            ListEnds.LPUSH,
            ListEnds.RPUSH,
            ListEnds.LPUSHX,
            ListEnds.RPUSHX,
            ListEnds.LPOP,
            ListEnds.RPOP,
            ListEnds.LMPOP,
            ListEnds.LMOVE,
            ListEnds.RPOPLPUSH,
            ListInside.LLEN,
            ListInside.LRANGE,
            ListInside.LINDEX,
            ListInside.LSET,
            ListInside.LINSERT,
            ListInside.LREM,
            ListInside.LTRIM,
            Lpos.SPEC,
            SetAlgebra.SINTER,
            SetAlgebra.SUNION,
            SetAlgebra.SDIFF,
            SetAlgebra.SINTERSTORE,
            SetAlgebra.SUNIONSTORE,
            SetAlgebra.SDIFFSTORE,
            SetAlgebra.SINTERCARD,
            SetChance.SPOP,
            SetChance.SRANDMEMBER,
            SetMembers.SADD,
            SetMembers.SREM,
            SetMembers.SMOVE,
            SetMembers.SCARD,
            SetMembers.SISMEMBER,
            SetMembers.SMISMEMBER,
            SetMembers.SMEMBERS,
            SetMembers.SSCAN,
            Zadd.ZADD,
            Zadd.ZINCRBY,
            Zrange.ZRANGE,
            Zrange.ZRANGESTORE,
            Zrange.ZREVRANGE,
            Zrange.ZRANGEBYSCORE,
            Zrange.ZREVRANGEBYSCORE,
            Zrange.ZRANGEBYLEX,
            Zrange.ZREVRANGEBYLEX,
            ZsetAlgebra.ZUNION,
            ZsetAlgebra.ZINTER,
            ZsetAlgebra.ZDIFF,
            ZsetAlgebra.ZUNIONSTORE,
            ZsetAlgebra.ZINTERSTORE,
            ZsetAlgebra.ZDIFFSTORE,
            ZsetAlgebra.ZINTERCARD,
            ZsetMembers.ZREM,
            ZsetMembers.ZCARD,
            ZsetMembers.ZSCORE,
            ZsetMembers.ZMSCORE,
            ZsetMembers.ZRANK,
            ZsetMembers.ZREVRANK,
            ZsetMembers.ZSCAN,
            ZsetPops.ZPOPMIN,
            ZsetPops.ZPOPMAX,
            ZsetPops.ZMPOP,
            ZsetRandom.SPEC,
            ZsetRanges.ZCOUNT,
            ZsetRanges.ZLEXCOUNT,
            ZsetRanges.ZREMRANGEBYRANK,
            ZsetRanges.ZREMRANGEBYSCORE,
            ZsetRanges.ZREMRANGEBYLEX,
            Copy.SPEC,
            Del.DEL,
            Del.UNLINK,
            Exists.EXISTS,
            Exists.TOUCH,
            Expire.EXPIRE,
            Expire.PEXPIRE,
            Expire.EXPIREAT,
            Expire.PEXPIREAT,
            Flush.FLUSHALL,
            Flush.FLUSHDB,
            Keys.KEYS,
            Keys.RANDOMKEY,
            Keys.DBSIZE,
            ObjectCommand.SPEC,
            Persist.SPEC,
            Rename.RENAME,
            Rename.RENAMENX,
            Scan.SPEC,
            TimeLeft.TTL,
            TimeLeft.PTTL,
            TimeLeft.EXPIRETIME,
            TimeLeft.PEXPIRETIME,
            Type.SPEC,
            Discard.SPEC,
            Exec.SPEC,
            Multi.SPEC,
            Unwatch.SPEC,
            Watch.SPEC,
            Auth.SPEC,
            Client.SPEC,
            Echo.SPEC,
            Hello.SPEC,
            Ping.SPEC,
            Quit.SPEC,
            Reset.SPEC,
            Select.SPEC,
            ClusterCommand.SPEC,
            Leader.SPEC,
            ReadOnly.SPEC,
            ReadWrite.SPEC,
            CommandInfo.SPEC,
            Config.SPEC,
            Info.SPEC,
            Time.SPEC);

    private Catalog() {}

    public static CommandTable table() {
        return new CommandTable(COMMANDS);
    }
}
