package dev.assay.bench.drive;

import dev.assay.bench.generator.Command;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a new connection says before its first request. An error in answer to it is the end of that
 * connection.
 *
 * @param user for AUTH; needs a password
 */
public record Greeting(
        @Nullable String user,
        @Nullable String password,
        int database,
        boolean resp3,
        boolean tracking) {

    /** Nothing. */
    public static final Greeting NONE = new Greeting(null, null, 0, false, false);

    public Greeting {
        if (user != null && password == null) {
            throw new IllegalArgumentException("user '" + user + "': expected a password, too");
        }
        if (database < 0) {
            throw new IllegalArgumentException("database " + database + ", expected 0 or more");
        }
    }

    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        if (password != null) {
            commands.add(user == null ? words("AUTH", password) : words("AUTH", user, password));
        }
        if (tracking) {
            commands.add(words("CLIENT", "TRACKING", "on"));
        }
        if (database != 0) {
            commands.add(words("SELECT", Integer.toString(database)));
        }
        if (resp3) {
            commands.add(words("HELLO", "3"));
        }
        return commands;
    }

    private static Command words(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.UTF_8);
        }
        return Command.of(0, bytes);
    }
}
