package dev.assay.chaos.fault;

/** No byte gets from one node to another any more; connections stay open. */
public record Cut(String from, String to) {
    @Override
    public String toString() {
        return from + "->" + to;
    }
}
