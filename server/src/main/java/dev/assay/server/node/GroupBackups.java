package dev.assay.server.node;

import dev.assay.server.http.Backups;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** Backups of each group's keys. */
final class GroupBackups implements Backups {

    private final List<Group> groups;

    GroupBackups(List<Group> groups) {
        this.groups = groups;
    }

    @Override
    public int groups() {
        return groups.size();
    }

    @Override
    public Backup backup(int group) throws IOException {
        dev.assay.server.store.Backup read = groups.get(group).store().backup();
        return new Backup() {
            @Override
            public long index() {
                return read.position().index();
            }

            @Override
            public byte @Nullable [] next() throws IOException {
                return read.next();
            }

            @Override
            public void close() {
                read.close();
            }
        };
    }

    @Override
    public Restore restore(int group) {
        return new RestoreStream(groups.get(group).writes(), groups.get(group)::has);
    }
}
