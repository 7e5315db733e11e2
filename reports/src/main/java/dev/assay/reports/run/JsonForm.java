package dev.assay.reports.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import dev.assay.checker.history.Event;
import dev.assay.checker.verdict.Verdict;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** How the records of a run folder look as JSON. */
final class JsonForm {

    /** One record a line. */
    static final JsonMapper LINES = JsonMapper.builder()
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            // What a history holds is Long, so that it equals itself after a round trip.
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .addMixIn(Verdict.class, VerdictForm.class)
            .addMixIn(Event.class, EventForm.class)
            .build();

    /** Indented, for files that people open. */
    static final JsonMapper PRETTY =
            LINES.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonForm() {}

    /** What is wrong, in one line: Jackson's own message goes on for many. */
    static String reason(Exception e) {
        String message =
                e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
        return (message == null ? e.toString() : message)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }

    /** Which of the three it is stands in the property {@code word}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "word")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Verdict.Valid.class, name = "valid"),
        @JsonSubTypes.Type(value = Verdict.Invalid.class, name = "invalid"),
        @JsonSubTypes.Type(value = Verdict.Unknown.class, name = "unknown"),
    })
    private interface VerdictForm {}

    /** As the checker has it: the time is called so, and what is absent is left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private abstract static class EventForm {
        @JsonProperty("time")
        abstract long timeNanos();

        @JsonDeserialize(using = RaftIndexForm.class)
        abstract long raftIndex();
    }

    /** A line without a place in the log has none; Jackson would take 0, which is a place. */
    static final class RaftIndexForm extends ValueDeserializer<Long> {
        @Override
        public Long deserialize(JsonParser parser, DeserializationContext context) {
            return parser.getLongValue();
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Event.NO_INDEX;
        }
    }
}
