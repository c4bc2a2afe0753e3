package org.rowback.importers.postgres.heap.value;

/// Bytes that are not a value of their type.
public final class MalformedValue extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedValue(String message) {
        super(message);
    }
}
