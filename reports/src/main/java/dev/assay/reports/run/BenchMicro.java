package dev.assay.reports.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A result of JMH.
 *
 * @param benchmark class and method, without the package
 * @param parameters {@code @Param} values, in their order
 * @param mode of JMH, such as {@code thrpt}
 * @param threads that ran it
 * @param unit of the score, such as {@code ops/us}
 * @param score mean of the samples
 * @param error half of the 99.9 % confidence interval; 0 where there are too few samples for one
 * @param samples scores of all iterations of all forks
 */
public record BenchMicro(
        String benchmark,
        Map<String, String> parameters,
        String mode,
        int threads,
        String unit,
        double score,
        double error,
        List<Double> samples) {

    public BenchMicro {
        Objects.requireNonNull(benchmark, "benchmark");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(unit, "unit");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        samples = List.copyOf(samples);
    }
}
