package dev.assay.reports.run;

import dev.assay.reports.run.NodeLog.Level;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds time and level in a line of a log: what logback, etcd and most others write (ISO 8601, in the
 * time zone of this machine where the line names none), and what Redis writes.
 */
final class LogLineParser {

    /** Times stand at the begin of a line; the rest is not searched. */
    private static final int HEAD = 120;

    private static final Pattern ISO = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ]"
            + "(\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?(Z|[+-]\\d\\d:?\\d\\d)?");

    private static final Pattern REDIS = Pattern.compile(
            "^\\d+:[A-Z] (\\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{3}) ([.*#-])");

    private static final DateTimeFormatter REDIS_TIME =
            DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss.SSS", Locale.ROOT);

    private static final Pattern ERROR = Pattern.compile("\\b(ERROR|FATAL|SEVERE|PANIC|panic)\\b"
            + "|\"level\":\"(error|fatal|panic)\"|Exception in thread");

    private static final Pattern WARNING =
            Pattern.compile("\\b(WARN|WARNING)\\b|\"level\":\"warn\"");

    private final ZoneId zone;

    LogLineParser(ZoneId zone) {
        this.zone = zone;
    }

    /** The time, or null when the line has none, as those of a stack trace. */
    @Nullable
    Instant time(String line) {
        String head = line.substring(0, Math.min(HEAD, line.length()));
        try {
            Matcher redis = REDIS.matcher(head);
            if (redis.find()) {
                return LocalDateTime.parse(redis.group(1), REDIS_TIME)
                        .atZone(zone)
                        .toInstant();
            }
            Matcher iso = ISO.matcher(head);
            return iso.find() ? isoTime(iso) : null;
        } catch (DateTimeException e) {
            return null; // looked like a time, such as 2026-13-99
        }
    }

    private Instant isoTime(Matcher iso) {
        String fraction = iso.group(3) == null ? "" : "." + iso.group(3);
        String local = iso.group(1) + "T" + iso.group(2) + fraction;
        String offset = iso.group(4);
        if (offset == null) {
            return LocalDateTime.parse(local).atZone(zone).toInstant();
        }
        String colon =
                offset.length() == 5 ? offset.substring(0, 3) + ":" + offset.substring(3) : offset;
        return OffsetDateTime.parse(local + colon).toInstant();
    }

    /** How loud a line is; Redis marks its warnings by a sign. */
    static Level level(String line) {
        String head = line.substring(0, Math.min(HEAD, line.length()));
        if (ERROR.matcher(head).find()) {
            return Level.ERROR;
        }
        Matcher redis = REDIS.matcher(head);
        boolean warning =
                WARNING.matcher(head).find() || redis.find() && redis.group(2).equals("#");
        return warning ? Level.WARNING : Level.PLAIN;
    }
}
