package dev.assay.server.http;

import dev.assay.server.read.ReadLevel;

import io.netty.handler.codec.http.HttpMethod;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request, whole and read.
 *
 * @param uri as it was sent
 * @param path decoded, without the query
 */
record Call(
        HttpMethod method, String uri, String path, Map<String, List<String>> query, byte[] body) {

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

    /** The level that was asked for, or the default; empty if it was asked for by a wrong name. */
    Optional<ReadLevel> level(ReadLevel defaultLevel) {
        Optional<String> name = parameter("level");
        return name.isEmpty() ? Optional.of(defaultLevel) : ReadLevel.parse(name.get());
    }
}
