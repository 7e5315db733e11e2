package dev.assay.server.command;

import dev.assay.server.data.Bytes;

/** Who may give commands. There is one user, {@link #USER}. */
public interface Access {

    String USER = "default";

    /** Everyone, without a password. */
    Access OPEN = new Access() {
        @Override
        public boolean needsPassword() {
            return false;
        }

        @Override
        public boolean accepts(Bytes password) {
            return true;
        }
    };

    boolean needsPassword();

    /** Whether a password is right; takes the same time for each of a length. */
    boolean accepts(Bytes password);
}
