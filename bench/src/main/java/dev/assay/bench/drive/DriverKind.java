package dev.assay.bench.drive;

import java.util.Locale;

/** What speaks to the system. */
public enum DriverKind {
    /** Jedis encodes and decodes, as in the programs that people write. */
    JEDIS {
        @Override
        Engine engine(LoadPlan plan, Station station) {
            return new JedisEngine(plan, station);
        }
    },
    /** Netty, with replies that are counted and not decoded: for rates that Jedis cannot reach. */
    NETTY {
        @Override
        Engine engine(LoadPlan plan, Station station) {
            return new NettyEngine(plan, station);
        }
    };

    /** The word in options and reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract Engine engine(LoadPlan plan, Station station);
}
