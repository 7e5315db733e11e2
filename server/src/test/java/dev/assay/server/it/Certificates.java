package dev.assay.server.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate for 127.0.0.1 that signs itself, as PEM files: made by the JDK's keytool. */
final class Certificates {

    private static final String PASSWORD = "changeit";

    final Path certificate;
    final Path key;

    private Certificates(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    static Certificates make(Path home, String name) throws Exception {
        Path store = home.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "node",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Key key = keys.getKey("node", PASSWORD.toCharArray());
        return new Certificates(
                pem(
                        home.resolve(name + ".crt"),
                        "CERTIFICATE",
                        keys.getCertificate("node").getEncoded()),
                pem(home.resolve(name + ".key"), "PRIVATE KEY", key.getEncoded()));
    }

    private static Path pem(Path file, String what, byte[] content) throws IOException {
        String text = "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder().encodeToString(content)
                + "\n-----END " + what + "-----\n";
        return Files.writeString(file, text);
    }
}
