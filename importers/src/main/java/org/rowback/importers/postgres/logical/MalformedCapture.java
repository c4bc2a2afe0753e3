package org.rowback.importers.postgres.logical;

import java.io.Serial;

/// A record of a capture is not as its plugin writes it; the message says what was found, as a clause.
final class MalformedCapture extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final String found;

    MalformedCapture(String message) {
        super(message);
        found = message;
    }

    @Override
    public String getMessage() {
        return found;
    }
}
