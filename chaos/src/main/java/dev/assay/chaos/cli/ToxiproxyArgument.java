package dev.assay.chaos.cli;

import dev.assay.chaos.runner.ToxiproxyChoice;
import dev.assay.chaos.runner.ToxiproxyChoices;
import dev.assay.chaos.toxiproxy.ToxiproxyBinary;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code --toxiproxy}. */
final class ToxiproxyArgument {
    private static final Pattern HOST_PORT = Pattern.compile("([^/:]+):(\\d{1,5})");

    private ToxiproxyArgument() {}

    static ToxiproxyChoice parse(String value) {
        if (value.equals("auto")) {
            return ToxiproxyBinary.onPath(System.getenv().getOrDefault("PATH", ""))
                    .map(ToxiproxyChoices::program)
                    .orElseGet(ToxiproxyChoices::embedded);
        }
        if (value.equals("embedded")) {
            return ToxiproxyChoices.embedded();
        }
        Matcher address = HOST_PORT.matcher(value);
        if (address.matches()) {
            return ToxiproxyChoices.running(
                    new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))));
        }
        Path program = Path.of(value);
        if (!Files.isExecutable(program)) {
            throw new IllegalArgumentException("--toxiproxy=" + value
                    + ": expected auto, embedded, HOST:PORT of a running server, or the path of a"
                    + " toxiproxy-server; there is no such program");
        }
        return ToxiproxyChoices.program(ToxiproxyBinary.at(program));
    }
}
