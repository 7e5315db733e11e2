package dev.assay.checker.format;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/** The forms in which a history may come. */
public enum HistoryFormat {
    /** Ours: a JSON object a line. */
    JSONL {
        @Override
        void read(Reader reader, boolean independent, EventSink sink) throws IOException {
            new JsonlReader().read(reader, sink);
        }
    },
    /** Jepsen's {@code history.edn}. */
    EDN {
        @Override
        void read(Reader reader, boolean independent, EventSink sink) throws IOException {
            new EdnReader(independent).read(reader, sink);
        }
    },
    /** Log lines of Jepsen's etcd test. */
    ETCD {
        @Override
        void read(Reader reader, boolean independent, EventSink sink) throws IOException {
            new EtcdLogReader().read(reader, sink);
        }
    },
    /** Porcupine's kv lines: a map of EDN a line, with a key. */
    KV {
        @Override
        void read(Reader reader, boolean independent, EventSink sink) throws IOException {
            new EdnReader(independent).read(reader, sink);
        }
    };

    abstract void read(Reader reader, boolean independent, EventSink sink) throws IOException;

    /** The word after {@code --format}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of a text that begins so.
     *
     * @throws IllegalArgumentException if it looks like none of them
     */
    static HistoryFormat detect(String beginning) {
        String text = beginning.stripLeading();
        if (text.isEmpty() || text.startsWith("{\"")) {
            return JSONL;
        }
        String firstLine = text.lines().findFirst().orElse("");
        if (EtcdLogReader.LINE.matcher(firstLine).matches()) {
            return ETCD;
        }
        if (firstLine.startsWith("{:") && firstLine.contains(":key ")) {
            return KV;
        }
        if (text.startsWith("{")
                || text.startsWith("[")
                || text.startsWith("(")
                || text.startsWith("#")
                || text.startsWith(";")) {
            return EDN;
        }
        String shown = firstLine.substring(0, Math.min(firstLine.length(), 80));
        throw new IllegalArgumentException("begins with '" + shown
                + "': expected JSON lines, Jepsen's EDN, or etcd log lines");
    }
}
