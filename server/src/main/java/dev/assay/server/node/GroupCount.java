package dev.assay.server.node;

import dev.assay.server.raft.WholeFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many groups a data directory was made with, which cannot be changed later: the slots of the
 * keys are divided among them. It is in a file, unless it is one, as it was before there could be
 * several.
 *
 * <p>The node that begins a cluster makes all groups, each with itself as the only member. If it is
 * killed meanwhile it has to go on with that; but never once all are made, for a group whose log is
 * lost must not begin again with one member out of many. So the file also says whether they are.
 */
final class GroupCount {

    private static final String FILE = "groups";
    private static final String BEGUN = "begun";
    private static final String WHOLE = "whole";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3}) (begun|whole)\\s*");

    private final Path file;
    private final int count;
    private boolean begun;

    private GroupCount(Path file, int count, boolean begun) {
        this.file = file;
        this.count = count;
        this.begun = begun;
    }

    /**
     * Reads what a directory was made with, or fixes it.
     *
     * @param wanted what the operator says, empty for what it is, or 1 at first
     * @param joins whether the node is to join others at its first start
     * @throws IOException with a text for the operator, if the two differ or the file cannot be read
     */
    static GroupCount of(Path directory, OptionalInt wanted, boolean joins) throws IOException {
        Path file = directory.resolve(FILE);
        boolean isOld = Files.exists(directory.resolve("raft"));
        if (Files.exists(file)) {
            String text = Files.readString(file);
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new IOException(file + " holds '" + text.strip()
                        + "', expected a number of groups and begun or whole");
            }
            int count = Integer.parseInt(matcher.group(1));
            refuseOther(directory, count, wanted);
            return new GroupCount(file, count, matcher.group(2).equals(BEGUN));
        }
        if (isOld) {
            refuseOther(directory, 1, wanted);
        }
        GroupCount made = new GroupCount(file, wanted.orElse(1), !joins);
        if (made.count > 1) {
            made.write(joins ? WHOLE : BEGUN);
        }
        return made;
    }

    private static void refuseOther(Path directory, int count, OptionalInt wanted)
            throws IOException {
        if (wanted.isPresent() && wanted.getAsInt() != count) {
            throw new IOException(directory + " was made with -groups " + count + ", not "
                    + wanted.getAsInt()
                    + ": the number of groups cannot be changed");
        }
    }

    int count() {
        return count;
    }

    /** Whether groups that have no log may begin here with this node alone. */
    boolean mayBegin() {
        return begun;
    }

    /** All groups are made: none begins here again. */
    void whole() throws IOException {
        if (begun && count > 1) {
            write(WHOLE);
            begun = false;
        }
    }

    private void write(String state) throws IOException {
        WholeFile.replace(file, (count + " " + state + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
