package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.Charset;
import java.util.Map;

/// Enums: the OID of the label.
final class EnumType extends DiskType {
    private final Map<Long, String> labels;

    EnumType(Map<Long, String> labels) {
        super(4, 'i');
        this.labels = Map.copyOf(labels);
    }

    @Override
    public void print(StringBuilder out, byte[] value, int at, int end, Charset charset)
            throws MalformedValue {
        String label = labels.get(LittleEndian.u32(value, at));
        if (label == null) {
            throw new MalformedValue(
                    "an enum's label with OID "
                            + LittleEndian.u32(value, at)
                            + ", which the catalog does not have");
        }
        out.append(label);
    }
}
