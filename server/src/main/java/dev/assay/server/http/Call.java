package dev.assay.server.http;

import dev.assay.server.read.ReadLevel;

import io.netty.handler.codec.http.HttpMethod;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request, whole and read.
 *
 * @param uri as it was sent
 * @param path decoded, without the query
 */
record Call(
        HttpMethod method, String uri, String path, Map<String, List<String>> query, byte[] body) {

    static final String GROUP_PARAMETER = "group";

    /** The first value of a query parameter. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    /** Whether a parameter is there without a value, or is {@code true}. */
    boolean flag(String name) {
        return parameter(name)
                .map(value -> value.isEmpty() || value.equalsIgnoreCase("true"))
                .orElse(false);
    }

    /** The group that was asked for, empty if none was; see {@link #problemOfGroup}. */
    OptionalInt group() {
        return parameter(GROUP_PARAMETER)
                .map(number -> OptionalInt.of(Integer.parseInt(number)))
                .orElse(OptionalInt.empty());
    }

    /** What is wrong with the group that was asked for, or nothing. */
    String problemOfGroup(int groups) {
        return problemOfGroup(parameter(GROUP_PARAMETER), groups);
    }

    static String problemOfGroup(Optional<String> asked, int groups) {
        boolean known = asked.isEmpty()
                || (asked.get().matches("\\d{1,9}") && Integer.parseInt(asked.get()) < groups);
        return known ? "" : "group is " + asked.get() + ", expected 0 to " + (groups - 1);
    }

    /** The level that was asked for, or the default; empty if it was asked for by a wrong name. */
    Optional<ReadLevel> level(ReadLevel defaultLevel) {
        Optional<String> name = parameter("level");
        return name.isEmpty() ? Optional.of(defaultLevel) : ReadLevel.parse(name.get());
    }
}
