package dev.assay.bench.drive;

import dev.assay.bench.generator.Command;

import tools.jackson.databind.json.JsonMapper;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * How a command is put into bytes. A load is made of Redis' commands; the dialects of HTTP have words
 * for {@code SET key value} and {@code GET key} alone.
 */
public enum Dialect {
    REDIS {
        @Override
        public boolean offers(Command command) {
            return true;
        }

        @Override
        byte[] encode(Command command, String host) {
            return RespEncoding.of(command);
        }
    },
    /** etcd v3's JSON gateway. */
    ETCD {
        @Override
        byte[] encode(Command command, String host) {
            byte[][] words = command.words();
            String key = base64(words[1]);
            return words.length == SET_WORDS
                    ? post("/v3/kv/put", host, Map.of("key", key, "value", base64(words[2])))
                    : post("/v3/kv/range", host, Map.of("key", key));
        }
    },
    /** hraftd's {@code /key} routes. */
    HRAFTD_HTTP {
        @Override
        byte[] encode(Command command, String host) {
            byte[][] words = command.words();
            String key = new String(words[1], StandardCharsets.UTF_8);
            if (words.length == SET_WORDS) {
                String value = new String(words[2], StandardCharsets.UTF_8);
                return post("/key", host, Map.of(key, value));
            }
            String path =
                    "/key/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
            return bytes("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        }
    };

    private static final int SET_WORDS = 3;
    private static final int GET_WORDS = 2;
    private static final JsonMapper JSON = new JsonMapper();

    /** Whether it has words for a command. */
    public boolean offers(Command command) {
        byte[][] words = command.words();
        String name = new String(words[0], StandardCharsets.US_ASCII);
        return (name.equals("SET") && words.length == SET_WORDS)
                || (name.equals("GET") && words.length == GET_WORDS);
    }

    /** @param host of the server, as HTTP names it */
    abstract byte[] encode(Command command, String host);

    private static byte[] post(String path, String host, Map<String, String> body) {
        byte[] json = JSON.writeValueAsBytes(body);
        byte[] head = bytes("POST " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length
                + "\r\n\r\n");
        byte[] all = new byte[head.length + json.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(json, 0, all, head.length, json.length);
        return all;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
