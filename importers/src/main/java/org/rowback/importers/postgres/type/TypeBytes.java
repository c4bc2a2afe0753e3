package org.rowback.importers.postgres.type;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Types as they are kept with row formats: a type's fields in their order, of an enum how many labels and each with its
/// OID; a list with its length before it. Java's `DataOutput`.
public final class TypeBytes {
    private TypeBytes() {}

    public static void write(DataOutput out, List<PostgresType> types) throws IOException {
        out.writeInt(types.size());
        for (PostgresType t : types) {
            out.writeLong(t.oid());
            out.writeUTF(t.schema());
            out.writeUTF(t.name());
            out.writeUTF(t.formatted());
            out.writeUTF(t.kind().name());
            out.writeLong(t.element());
            out.writeLong(t.base());
            out.writeInt(t.baseTypmod());
            out.writeInt(t.labels().size());
            for (int i = 0; i < t.labels().size(); i++) {
                out.writeUTF(t.labels().get(i));
                out.writeLong(t.labelOids().get(i));
            }
            out.writeLong(t.relation());
            out.writeLong(t.subtype());
            out.writeInt(t.length());
            out.writeBoolean(t.byValue());
            out.writeChar(t.align());
            out.writeChar(t.storage());
            out.writeChar(t.delimiter());
        }
    }

    public static List<PostgresType> read(DataInput in) throws IOException {
        List<PostgresType> types = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            types.add(type(in));
        }
        return types;
    }

    private static PostgresType type(DataInput in) throws IOException {
        long oid = in.readLong();
        String schema = in.readUTF();
        String name = in.readUTF();
        String formatted = in.readUTF();
        PostgresType.Kind kind = PostgresType.Kind.valueOf(in.readUTF());
        long element = in.readLong();
        long base = in.readLong();
        int baseTypmod = in.readInt();
        List<String> labels = new ArrayList<>();
        List<Long> oids = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            labels.add(in.readUTF());
            oids.add(in.readLong());
        }
        return new PostgresType(
                oid,
                schema,
                name,
                formatted,
                kind,
                element,
                base,
                baseTypmod,
                labels,
                oids,
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readBoolean(),
                in.readChar(),
                in.readChar(),
                in.readChar());
    }
}
