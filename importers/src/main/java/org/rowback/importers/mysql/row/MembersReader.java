package org.rowback.importers.mysql.row;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.KeyHasher;

import java.util.ArrayList;
import java.util.List;

/// ENUM (index, 1 or 2 bytes) and SET (bits, 1 to 8 bytes), little-endian.
final class MembersReader extends ColumnReader {
    private final boolean isEnum;
    private final List<String> members;

    /// @param members labels in order, empty where not known
    MembersReader(int type, List<String> members) {
        this.isEnum = type == WireType.ENUM;
        this.members = members;
    }

    @Override
    protected ColumnValue read(byte[] buf, int at, int length) throws Malformed {
        if (length < 1 || length > (isEnum ? 2 : 8)) {
            throw new Malformed((isEnum ? "an enum" : "a set") + " takes " + length + " bytes");
        }
        long value = LittleEndian.unsigned(buf, at, length);
        return isEnum ? label((int) value) : labels(value);
    }

    private ColumnValue label(int index) {
        if (index == 0) {
            return new Datum.EnumDatum(0, "", !members.isEmpty());
        }
        boolean known = index <= members.size();
        return new Datum.EnumDatum(index, known ? members.get(index - 1) : "", known);
    }

    private ColumnValue labels(long bits) {
        if (Long.SIZE - Long.numberOfLeadingZeros(bits) > members.size()) {
            return new Datum.SetDatum(bits, List.of(), false);
        }
        List<String> set = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            if ((bits >>> i & 1) != 0) {
                set.add(members.get(i));
            }
        }
        return new Datum.SetDatum(bits, set, !members.isEmpty());
    }

    @Override
    void hash(KeyHasher hasher, byte[] buf, int at, int length) {
        if (length >= 1 && length <= (isEnum ? 2 : 8)) {
            hasher.integer(LittleEndian.unsigned(buf, at, length));
        } else {
            super.hash(hasher, buf, at, length);
        }
    }
}
