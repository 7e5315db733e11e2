package dev.assay.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

class GroupCountTest {

    @TempDir
    Path directory;

    private GroupCount start(int wanted, boolean joins) throws IOException {
        OptionalInt groups = wanted == 0 ? OptionalInt.empty() : OptionalInt.of(wanted);
        return GroupCount.of(directory, groups, joins);
    }

    @Test
    void one_group_leaves_no_file() throws IOException {
        assertThat(start(0, false).count()).isEqualTo(1);
        assertThat(start(1, false).mayBegin()).isTrue();
        assertThat(directory).isEmptyDirectory();
        Files.createDirectory(directory.resolve("raft"));
        assertThat(start(1, false).count()).isEqualTo(1);
        assertThatThrownBy(() -> start(4, false))
                .hasMessage(directory
                        + " was made with -groups 1, not 4: the number of groups cannot be"
                        + " changed");
    }

    @Test
    void several_are_fixed_at_the_first_start() throws IOException {
        start(4, false);
        assertThat(start(0, false).count()).isEqualTo(4);
        assertThat(start(4, false).count()).isEqualTo(4);
        assertThatThrownBy(() -> start(1, false)).hasMessageContaining("-groups 4, not 1");
        assertThatThrownBy(() -> start(5, true)).hasMessageContaining("-groups 4, not 5");
    }

    @Test
    void groups_begin_until_they_are_whole_and_never_again() throws IOException {
        assertThat(start(4, false).mayBegin()).isTrue();
        GroupCount again = start(4, false);
        assertThat(again.mayBegin()).isTrue();
        again.whole();
        assertThat(again.mayBegin()).isFalse();
        assertThat(start(4, false).mayBegin()).isFalse();
    }

    @Test
    void a_node_that_joins_begins_none() throws IOException {
        assertThat(start(4, true).mayBegin()).isFalse();
        assertThat(start(4, false).mayBegin()).isFalse();
    }

    @Test
    void a_file_of_something_else_is_refused() throws IOException {
        Files.writeString(directory.resolve("groups"), "four\n");
        assertThatThrownBy(() -> start(0, false)).hasMessageContaining("holds 'four'");
    }
}
