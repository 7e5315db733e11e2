package dev.assay.checker.format;

import java.util.HashMap;
import java.util.Map;

/** Makes equal strings one, so that a key's name is held once and not by each of its events. */
final class Names {

    /** Beyond this many names they are not names but data, and not worth a place. */
    private static final int NAMES_MAX = 1 << 20;

    private final Map<String, String> names = new HashMap<>();

    String one(String name) {
        String known = names.get(name);
        if (known == null && names.size() < NAMES_MAX) {
            names.put(name, name);
        }
        return known == null ? name : known;
    }
}
