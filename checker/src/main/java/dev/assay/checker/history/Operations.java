package dev.assay.checker.history;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Lists of operations that do not hold them, and make each when it is asked for. */
public final class Operations {

    private Operations() {}

    /** The operations at these positions of another list, in this order; not copied. */
    public static List<Operation> pick(List<Operation> operations, int[] positions) {
        return new Picked(operations, positions);
    }

    /** Rows of columns; all of them in their order if {@code order} is empty. */
    static List<Operation> of(Columns columns, int[] order) {
        return new OfColumns(columns, order);
    }

    private static final class Picked extends AbstractList<Operation> implements RandomAccess {
        private final List<Operation> operations;
        private final int[] positions;

        private Picked(List<Operation> operations, int[] positions) {
            this.operations = operations;
            this.positions = positions;
        }

        @Override
        public Operation get(int index) {
            return operations.get(positions[index]);
        }

        @Override
        public int size() {
            return positions.length;
        }
    }

    private static final class OfColumns extends AbstractList<Operation> implements RandomAccess {
        private final Columns columns;
        private final int[] order;

        private OfColumns(Columns columns, int[] order) {
            this.columns = columns;
            this.order = order;
        }

        @Override
        public Operation get(int index) {
            return columns.operation(order.length == 0 ? index : order[index]);
        }

        @Override
        public int size() {
            return columns.size();
        }
    }
}
