package org.rowback.importers.postgres.heap.value;

import java.nio.charset.Charset;

/// A type whose length is known and whose form is not: its bytes are kept.
final class UnknownType extends DiskType {
    private final String name;

    UnknownType(String name, int length, char align) {
        super(length, align);
        this.name = name;
    }

    @Override
    public void print(StringBuilder out, byte[] value, int at, int end, Charset charset)
            throws MalformedValue {
        throw new MalformedValue("the form of the type " + name + " is not known");
    }
}
