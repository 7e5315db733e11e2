package dev.assay.server.security;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The cluster's one password, for the user {@code default}: AUTH of Redis, basic authentication of
 * HTTP, and what nodes show each other. Comparing takes the same time wherever the difference is.
 */
public final class Password {

    public static final String USER = "default";

    private static final String SCHEME = "Basic ";

    private final byte[] digest;
    private final String authorization;

    private Password(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest = digest(bytes);
        authorization = SCHEME
                + Base64.getEncoder()
                        .encodeToString((USER + ":" + text).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws IllegalArgumentException if it is empty
     */
    public static Password of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the password is empty");
        }
        return new Password(text);
    }

    public boolean accepts(byte[] given) {
        return MessageDigest.isEqual(digest, digest(given));
    }

    /** Whether an {@code Authorization} header names the user and the password. */
    public boolean acceptsAuthorization(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] pair;
        try {
            pair = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        byte[] user = (USER + ":").getBytes(StandardCharsets.UTF_8);
        if (pair.length < user.length
                || !java.util.Arrays.equals(pair, 0, user.length, user, 0, user.length)) {
            return false;
        }
        return accepts(java.util.Arrays.copyOfRange(pair, user.length, pair.length));
    }

    /** The {@code Authorization} header that shows it. */
    public String authorization() {
        return authorization;
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "password";
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
