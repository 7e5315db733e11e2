package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Consumer;

/** Changed records among stored ones, in one order; a changed one hides the stored one. */
final class Overlay {

    private final Iterator<Map.Entry<byte[], byte[]>> changed;
    private final boolean backwards;
    private final byte[] gone;
    private final KeyReader.ItemVisitor visitor;
    private Map.@Nullable Entry<byte[], byte[]> head;
    private boolean enough;

    /**
     * @param gone the content, by identity, that means that the record is deleted
     */
    Overlay(
            NavigableMap<byte[], byte[]> changes,
            boolean backwards,
            byte[] gone,
            KeyReader.ItemVisitor visitor) {
        this.changed =
                (backwards ? changes.descendingMap() : changes).entrySet().iterator();
        this.backwards = backwards;
        this.gone = gone;
        this.visitor = visitor;
        advance();
    }

    /** Walks over both; the stored ones come from a scan in the same order. */
    void over(Consumer<KeyReader.ItemVisitor> scan) {
        scan.accept(this::stored);
        while (head != null && !enough) {
            changed();
        }
    }

    private boolean stored(byte[] place, byte[] content) {
        while (head != null && !enough && precedes(head.getKey(), place)) {
            changed();
        }
        if (enough) {
            return false;
        }
        if (head != null && Arrays.equals(head.getKey(), place)) {
            changed();
        } else {
            enough = !visitor.visit(place, content);
        }
        return !enough;
    }

    private boolean precedes(byte[] a, byte[] b) {
        int order = Arrays.compareUnsigned(a, b);
        return backwards ? order > 0 : order < 0;
    }

    private void changed() {
        Map.Entry<byte[], byte[]> entry = head;
        advance();
        if (entry != null && entry.getValue() != gone) {
            enough = !visitor.visit(entry.getKey(), entry.getValue());
        }
    }

    private void advance() {
        head = changed.hasNext() ? changed.next() : null;
    }
}
