package dev.assay.reports.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that repeat, and their numbers in the order of their first use. */
final class Lookup<T> {

    private final Map<T, Integer> numbers = new LinkedHashMap<>();

    int numberOf(T value) {
        Integer known = numbers.putIfAbsent(value, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    List<T> values() {
        return new ArrayList<>(numbers.keySet());
    }
}
