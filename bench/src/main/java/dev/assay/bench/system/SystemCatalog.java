package dev.assay.bench.system;

import static java.util.Map.entry;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds descriptions: the shipped ones by name, anybody's by path. A file may say {@code base: NAME}
 * to take over all that it does not set itself.
 */
public final class SystemCatalog {
    /** The shipped systems. Mutants of the bundled server are in the catalogue of the controls. */
    public static final List<String> SHIPPED = List.of(
            "hraftd",
            "hraftd-5",
            "hraftd-groups",
            "hraftd-lease",
            "hraftd-speed",
            "hraftd-single",
            "hraftd-container",
            "hraftd-seams",
            "redis-single",
            "redis-everysec",
            "redis-none",
            "redis-failover",
            "redis-sentinel",
            "etcd",
            "hraftd-upstream",
            "uhaha");

    /** What a description may leave out. */
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            entry("clientNodes", List.of()),
            entry("command", List.of()),
            entry("commands", Map.of()),
            entry("running", Map.of()),
            entry("actions", Map.of()),
            entry("join", List.of()),
            entry("flags", List.of()),
            entry("environment", Map.of()),
            entry("requires", List.of()),
            entry("leaderOnly", false),
            entry("image", ""));

    private static final int BASES_MAX = 4;

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private SystemCatalog() {}

    /**
     * Reads a shipped description by name, or a file by path.
     *
     * @throws IllegalArgumentException with what is wrong and what was expected
     */
    public static SystemDescription load(String nameOrPath) {
        Map<String, Object> fields = new LinkedHashMap<>(DEFAULTS);
        fields.putAll(fields(nameOrPath, 0));
        try {
            return YAML.convertValue(fields, SystemDescription.class);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException("system '" + nameOrPath + "': " + rootMessage(e), e);
        }
    }

    private static Map<String, Object> fields(String nameOrPath, int depth) {
        if (depth > BASES_MAX) {
            throw new IllegalArgumentException("system '" + nameOrPath + "': more than " + BASES_MAX
                    + " bases on top of each other; does one name itself?");
        }
        Map<String, Object> own = parse(nameOrPath);
        Object base = own.remove("base");
        if (base == null) {
            return own;
        }
        Map<String, Object> merged = fields(base.toString(), depth + 1);
        merged.putAll(own);
        return merged;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parse(String nameOrPath) {
        try (InputStream in = open(nameOrPath)) {
            return new LinkedHashMap<>(YAML.readValue(in, Map.class));
        } catch (IOException | JacksonException e) {
            throw new IllegalArgumentException(
                    "system '" + nameOrPath + "': cannot be read as YAML: " + e.getMessage(), e);
        }
    }

    private static InputStream open(String nameOrPath) throws IOException {
        @Nullable
        InputStream shipped = SystemCatalog.class.getResourceAsStream(
                "/dev/assay/bench/systems/" + nameOrPath + ".yaml");
        if (shipped != null) {
            return shipped;
        }
        Path file = Path.of(nameOrPath);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("system '" + nameOrPath
                    + "': neither a shipped system (" + String.join(", ", SHIPPED)
                    + ") nor a YAML file at " + file.toAbsolutePath());
        }
        return Files.newInputStream(file);
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }
}
