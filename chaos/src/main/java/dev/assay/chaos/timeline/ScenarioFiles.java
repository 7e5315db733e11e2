package dev.assay.chaos.timeline;

import dev.assay.chaos.scenario.Scenario;
import dev.assay.chaos.scenario.Schedule;
import dev.assay.chaos.scenario.Slo;
import dev.assay.chaos.scenario.Step;
import dev.assay.chaos.workload.Load;
import dev.assay.chaos.workload.Workload;
import dev.assay.chaos.workload.Workloads;
import dev.assay.reports.run.Expectation;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A scenario as YAML. chaos/README.md has an example and the words. */
public final class ScenarioFiles {

    /** Name of the file that a run leaves in its folder. */
    public static final String IN_RUN = "scenario.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new FaultWords())
            .build();

    private ScenarioFiles() {}

    /** The file's own form: what is left out has the usual value. */
    private record Form(
            String name,
            @Nullable String summary,
            String system,
            @Nullable String expect,
            @Nullable String workload,
            @Nullable Load load,
            @Nullable Slo slo,
            List<Step> steps) {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException with what is wrong and what was expected
     */
    public static Scenario read(Path file) throws IOException {
        try {
            return scenario(YAML.readValue(Files.readString(file), Form.class));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException("scenario file " + file + ": " + message(e), e);
        }
    }

    private static String message(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof JacksonException json
                ? json.getOriginalMessage()
                : String.valueOf(cause.getMessage());
    }

    private static Scenario scenario(Form form) {
        Objects.requireNonNull(form.name, "name: missing, expected a word");
        Objects.requireNonNull(form.system, "system: missing, expected a shipped one or a file");
        Objects.requireNonNull(form.steps, "steps: missing, expected a list");
        String workload = form.workload == null ? Workloads.REGISTERS.name() : form.workload;
        return Scenario.valid(
                        form.name,
                        form.summary == null ? "from a file" : form.summary,
                        form.system,
                        Schedule.of(form.steps))
                .under(Workloads.find(workload)
                        .orElseThrow(() -> new IllegalArgumentException("workload: " + workload
                                + ", expected one of "
                                + Workloads.all().stream().map(Workload::name).toList())))
                .with(form.load == null ? Load.USUAL : form.load)
                .with(form.slo == null ? Slo.NONE : form.slo)
                .expecting(
                        form.expect == null
                                ? Expectation.VALID
                                : Expectation.valueOf(form.expect.toUpperCase(Locale.ROOT)));
    }

    /** The scenario with these steps, as a file has it. */
    public static String write(Scenario scenario, List<Step> steps) {
        return YAML.writeValueAsString(new Form(
                scenario.name(),
                scenario.summary(),
                scenario.system(),
                scenario.expectation().name().toLowerCase(Locale.ROOT),
                scenario.workload().name(),
                scenario.load(),
                scenario.slo(),
                steps));
    }
}
