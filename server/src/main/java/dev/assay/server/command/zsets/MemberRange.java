package dev.assay.server.command.zsets;

import dev.assay.server.command.Slice;
import dev.assay.server.type.LexRange;
import dev.assay.server.type.RedisSortedSet;
import dev.assay.server.type.RedisSortedSet.Scored;
import dev.assay.server.type.ScoreRange;

import java.util.ArrayList;
import java.util.List;

/** Picks some members of a sorted set, in order. */
@FunctionalInterface
interface MemberRange {

    List<Scored> of(RedisSortedSet set);

    static MemberRange byRank(long start, long stop, boolean reverse) {
        return set -> {
            Slice slice = Slice.of(start, stop, set.size());
            return set.ranks(slice.from(), slice.to(), reverse);
        };
    }

    static MemberRange byScore(ScoreRange range, boolean reverse, long offset, long count) {
        return set -> {
            Limited found = new Limited(offset, count);
            if (found.wantsSome()) {
                set.forEach(range, reverse, found);
            }
            return found.members;
        };
    }

    static MemberRange byLex(LexRange range, boolean reverse, long offset, long count) {
        return set -> {
            Limited found = new Limited(offset, count);
            if (found.wantsSome()) {
                set.forEach(range, reverse, found);
            }
            return found.members;
        };
    }

    /** Passes over some and stops after some. */
    final class Limited implements RedisSortedSet.Visitor {
        private final List<Scored> members = new ArrayList<>();
        private final long count;
        private long toSkip;

        private Limited(long offset, long count) {
            this.toSkip = offset;
            this.count = offset < 0 ? 0 : count < 0 ? Long.MAX_VALUE : count;
        }

        private boolean wantsSome() {
            return count > 0;
        }

        @Override
        public boolean visit(Scored scored) {
            if (toSkip > 0) {
                toSkip--;
                return true;
            }
            members.add(scored);
            return members.size() < count;
        }
    }
}
