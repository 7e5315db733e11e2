package dev.assay.server.command;

/**
 * Where a command's keys stand, as COMMAND says it.
 *
 * @param first place of the first key, 0 if there is none
 * @param last place of the last; negative counts from the end
 * @param step from one key to the next
 */
public record KeyPositions(int first, int last, int step) {

    public static final KeyPositions NONE = new KeyPositions(0, 0, 0);
    public static final KeyPositions FIRST = new KeyPositions(1, 1, 1);
    public static final KeyPositions ALL = new KeyPositions(1, -1, 1);
    public static final KeyPositions EVERY_SECOND = new KeyPositions(1, -1, 2);
}
