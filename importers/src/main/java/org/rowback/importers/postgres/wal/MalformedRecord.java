package org.rowback.importers.postgres.wal;

/// A record whose checksum is right but which is not laid out as its version says.
public final class MalformedRecord extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedRecord(String message) {
        super(message);
    }
}
