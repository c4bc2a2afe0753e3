package org.rowback.history.query.json;

import com.fasterxml.jackson.core.JsonGenerator;

import org.rowback.history.model.Check;
import org.rowback.history.model.Column;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.UniqueKey;

import java.io.IOException;

/// A schema version as fields: each column says where its name and type come from.
final class SchemaJson {
    private SchemaJson() {}

    static void write(JsonGenerator out, SchemaVersion schema) throws IOException {
        out.writeArrayFieldStart("columns");
        for (Column column : schema.columns()) {
            out.writeStartObject();
            out.writeStringField("name", column.name());
            out.writeStringField("nameFrom", column.nameFrom().label());
            out.writeStringField("type", column.type().sql());
            out.writeStringField("typeFrom", column.typeFrom().label());
            out.writeBooleanField("nullable", column.nullable());
            if (column.generated() != Column.Generated.NO) {
                out.writeStringField("generated", column.generated().name());
            }
            if (column.invisible()) {
                out.writeBooleanField("invisible", true);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        JsonValues.strings(out, "primaryKey", schema.primaryKey());
        out.writeArrayFieldStart("uniqueKeys");
        for (UniqueKey key : schema.uniqueKeys()) {
            out.writeStartObject();
            out.writeStringField("name", key.name());
            JsonValues.strings(out, "columns", key.columns());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("foreignKeys");
        for (ForeignKey key : schema.foreignKeys()) {
            out.writeStartObject();
            out.writeStringField("name", key.name());
            JsonValues.strings(out, "columns", key.columns());
            out.writeStringField("parent", key.parent().toString());
            JsonValues.strings(out, "parentColumns", key.parentColumns());
            out.writeStringField("onDelete", key.onDelete().name());
            out.writeStringField("onUpdate", key.onUpdate().name());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!schema.checks().isEmpty()) {
            out.writeArrayFieldStart("checks");
            for (Check check : schema.checks()) {
                out.writeStartObject();
                out.writeStringField("name", check.name());
                out.writeStringField("expression", check.expression());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeStringField("keysFrom", schema.keysFrom().label());
        out.writeStringField("schemaFrom", schema.origin());
    }
}
