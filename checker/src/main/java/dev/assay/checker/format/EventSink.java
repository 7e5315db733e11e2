package dev.assay.checker.format;

import dev.assay.checker.history.Event;

/** Takes what a reader finds, in the order of the file. */
interface EventSink {

    /** The event of this line, counted from 1. */
    void event(long line, Event event);

    /** A line that cannot be read, and why. */
    void problem(long line, String message);

    /** The last line breaks off in the middle: whoever wrote it was killed. */
    void cutOff(long line, String message);
}
