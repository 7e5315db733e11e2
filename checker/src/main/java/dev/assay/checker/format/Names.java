package dev.assay.checker.format;

/** Makes equal strings one, so that a key's name is held once and not by each of its events. */
final class Names {

    /** Beyond this many names they are not names but data, and not worth a place. */
    private static final int NAMES_MAX = 1 << 20;

    /** Open addressing. */
    private String[] names = new String[1 << 8];

    private int count;

    String one(String name) {
        int place = name.hashCode() & names.length - 1;
        while (names[place] != null && !names[place].equals(name)) {
            place = place + 1 & names.length - 1;
        }
        return names[place] == null ? added(place, name) : names[place];
    }

    /** The name that these characters spell. */
    String one(char[] chars, int from, int length) {
        int hash = 0; // as String has it
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int place = hash & names.length - 1;
        while (names[place] != null && !spells(names[place], chars, from, length)) {
            place = place + 1 & names.length - 1;
        }
        return names[place] == null ? added(place, new String(chars, from, length)) : names[place];
    }

    private static boolean spells(String name, char[] chars, int from, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }

    private String added(int place, String name) {
        if (count == NAMES_MAX) {
            return name;
        }
        names[place] = name;
        if (++count > names.length / 2) {
            String[] old = names;
            names = new String[2 * old.length];
            for (String known : old) {
                if (known != null) {
                    int at = known.hashCode() & names.length - 1;
                    while (names[at] != null) {
                        at = at + 1 & names.length - 1;
                    }
                    names[at] = known;
                }
            }
        }
        return name;
    }
}
