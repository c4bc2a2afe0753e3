package org.rowback.importers.mysql.row;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.importers.mysql.row.json.JsonDocument;
import org.rowback.importers.mysql.row.json.MalformedJson;

/// MySQL's JSON columns: binary documents, and in partial updates differences against the document before.
final class JsonReader extends ColumnReader {
    @Override
    protected ColumnValue read(byte[] buf, int at, int length) throws Malformed {
        try {
            return new Datum.JsonDatum(
                    JsonDocument.text(buf, at, length), Bytes.copyOf(buf, at, length));
        } catch (MalformedJson e) {
            throw new Malformed(e.getMessage());
        }
    }

    @Override
    ColumnValue readDifferences(byte[] buf, int at, int length, @Nullable ColumnValue old) {
        if (!(old instanceof Datum.JsonDatum before)) {
            String why = old instanceof ColumnValue.NotLogged n ? " (" + n.reason() + ")" : "";
            return undecodable(
                    "JSON differences, and the document before is not known" + why,
                    buf,
                    at,
                    length);
        }
        try {
            return new Datum.JsonDatum(
                    JsonDocument.changed(before.text(), buf, at, length),
                    Bytes.copyOf(buf, at, length));
        } catch (MalformedJson e) {
            return undecodable(e.getMessage(), buf, at, length);
        }
    }
}
