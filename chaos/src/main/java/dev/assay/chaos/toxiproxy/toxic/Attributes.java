package dev.assay.chaos.toxiproxy.toxic;

/** Settings that somebody asked for, by their names in the control API. */
@FunctionalInterface
public interface Attributes {

    /** The value asked for, or the other one if the request does not name this attribute. */
    long get(String name, long otherwise);
}
