package dev.assay.checker.knossos;

import clojure.java.api.Clojure;
import clojure.lang.IFn;

import org.jspecify.annotations.Nullable;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The program of the other JVM: loads Knossos, then answers questions from standard input, one at a
 * time, until that ends. What Clojure and Knossos print goes to standard error.
 */
final class ChildMain {

    /** A backstop: the one who asks kills this JVM long before. */
    private static final long TIME_LIMIT_MILLIS = 24L * 60 * 60 * 1_000;

    /** A line of an answer, for people. */
    private static final int MESSAGE_CHARS_MAX = 500;

    private static final String OBSERVING_REGISTER = "observing-register";

    private ChildMain() {}

    /** Ends by itself only when its standard input does, or when there is no Knossos. */
    public static void main(String[] args) throws InterruptedException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        BlockingQueue<byte[]> questions = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(questions), "questions");
        reader.setDaemon(true);
        reader.start();
        String problem = load();
        if (problem != null) {
            answers.println(Child.UNAVAILABLE + " " + problem);
            answers.flush();
            Runtime.getRuntime().halt(0);
        }
        answers.println(Child.READY);
        while (true) {
            answers.println(answer(new String(questions.take(), StandardCharsets.UTF_8)));
            answers.flush();
        }
    }

    /** The end of the questions is the end of whoever asks them, even if it was killed. */
    private static void read(BlockingQueue<byte[]> questions) {
        try (DataInputStream in = new DataInputStream(System.in)) {
            while (true) {
                byte[] question = new byte[in.readInt()];
                in.readFully(question);
                questions.add(question);
            }
        } catch (EOFException e) {
            Runtime.getRuntime().halt(0);
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** Why Knossos cannot be used; null if it can. */
    private static @Nullable String load() {
        try {
            Class.forName("clojure.java.api.Clojure");
        } catch (ClassNotFoundException e) {
            return "Clojure is not on the class path";
        }
        try {
            return Interop.load();
        } catch (Throwable e) { // a namespace that does not compile may throw any error
            return message(e);
        }
    }

    private static String answer(String question) {
        try {
            return Interop.answer(question);
        } catch (Throwable e) { // failed assertions of Knossos are errors
            return Child.FAILED + " " + message(e);
        }
    }

    private static String message(Throwable thrown) {
        StringBuilder message = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            message.append(message.length() == 0 ? "" : ", caused by ").append(cause);
        }
        String line = message.toString().replaceAll("\\s+", " ");
        return line.substring(0, Math.min(line.length(), MESSAGE_CHARS_MAX));
    }

    /** All that touches Clojure: loaded only where it is there. */
    private static final class Interop {

        private static @Nullable String load() throws IOException {
            ClassLoader loader = ChildMain.class.getClassLoader();
            boolean there = loader.getResource("knossos/competition.clj") != null
                    || loader.getResource("knossos/competition__init.class") != null;
            if (!there) {
                return "Knossos is not on the class path";
            }
            IFn require = Clojure.var("clojure.core", "require");
            require.invoke(Clojure.read("clojure.edn"));
            require.invoke(Clojure.read("knossos.competition"));
            require.invoke(Clojure.read("knossos.model"));
            try (InputStream code = ChildMain.class.getResourceAsStream("register.clj")) {
                if (code == null) {
                    throw new IOException("register.clj is missing from the checker's jar");
                }
                Clojure.var("clojure.core", "load-string")
                        .invoke(new String(code.readAllBytes(), StandardCharsets.UTF_8));
            }
            return null;
        }

        private static String answer(String question) {
            Map<?, ?> asked = (Map<?, ?>) read(question);
            List<?> form = (List<?>) there(asked.get(Clojure.read(":model")));
            Object history = there(asked.get(Clojure.read(":history")));
            Map<?, ?> found = (Map<?, ?>) Clojure.var("knossos.competition", "analysis")
                    .invoke(model(form), history, read("{:time-limit " + TIME_LIMIT_MILLIS + "}"));
            Object valid = found.get(Clojure.read(":valid?"));
            if (Boolean.TRUE.equals(valid)) {
                return Child.VALID;
            }
            return Boolean.FALSE.equals(valid)
                    ? Child.INVALID
                    : Child.UNKNOWN + " " + found.get(Clojure.read(":cause"));
        }

        private static Object model(List<?> form) {
            String name = form.get(0).toString().substring(1);
            String namespace =
                    name.equals(OBSERVING_REGISTER) ? "assay.knossos.register" : "knossos.model";
            IFn make = Clojure.var(namespace, name);
            return form.size() == 1 ? make.invoke() : make.invoke(form.get(1));
        }

        private static Object read(String edn) {
            return Clojure.var("clojure.edn", "read-string").invoke(edn);
        }

        private static Object there(@Nullable Object value) {
            if (value == null) {
                throw new IllegalArgumentException("expected {:model [...] :history [...]}");
            }
            return value;
        }
    }
}
