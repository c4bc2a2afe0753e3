package org.rowback.history.query.json;

import com.fasterxml.jackson.core.JsonGenerator;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.io.IOException;
import java.util.List;

/// Column values as JSON, exact.
///
/// | value | JSON |
/// |---|---|
/// | integer, decimal, YEAR | a number with all its digits |
/// | float, double | a number that reads back to the same bits; `{"number":"NaN"}` for what JSON has none for |
/// | boolean | `true`, `false` |
/// | text, temporal, ENUM and SET labels, JSON documents | a string |
/// | ENUM index or SET bits without known labels | `{"index":2}`, `{"bits":5}` |
/// | BIT | `{"bits":"0101"}` |
/// | binary, vector | `{"hex":"…"}` |
/// | geometry | `{"srid":4326,"hex":"…"}` (little-endian WKB) |
/// | SQL NULL | `null` |
/// | not logged | `{"notLogged":"reason"}` |
/// | undecodable | `{"undecodable":"reason","hex":"…"}` |
/// | text whose bytes are not valid in its charset | `{"text":"…","hex":"…","charset":"…"}` |
public final class JsonValues {
    private JsonValues() {}

    /// Writes one value.
    public static void write(JsonGenerator json, ColumnValue value) throws IOException {
        switch (value) {
            case ColumnValue.SqlNull _ -> json.writeNull();
            case ColumnValue.NotLogged missing -> object(json, "notLogged", missing.reason());
            case ColumnValue.Undecodable damaged -> {
                json.writeStartObject();
                json.writeStringField("undecodable", damaged.reason());
                json.writeStringField("hex", damaged.raw().hex());
                json.writeEndObject();
            }
            case Datum datum -> datum(json, datum);
        }
    }

    private static void datum(JsonGenerator json, Datum datum) throws IOException {
        switch (datum) {
            case Datum.IntegerDatum number -> json.writeNumber(number.value());
            case Datum.BooleanDatum truth -> json.writeBoolean(truth.value());
            case Datum.DecimalDatum number -> json.writeNumber(number.value());
            case Datum.FloatDatum number -> {
                if (Float.isFinite(number.value())) {
                    json.writeNumber(number.value());
                } else {
                    object(json, "number", number.text());
                }
            }
            case Datum.DoubleDatum number -> {
                if (Double.isFinite(number.value())) {
                    json.writeNumber(number.value());
                } else {
                    object(json, "number", number.text());
                }
            }
            case Datum.TextDatum text -> text(json, text);
            case Datum.EnumDatum label -> {
                if (label.labelKnown()) {
                    json.writeString(label.label());
                } else {
                    json.writeStartObject();
                    json.writeNumberField("index", label.index());
                    json.writeEndObject();
                }
            }
            case Datum.SetDatum labels -> {
                if (labels.labelsKnown()) {
                    json.writeString(String.join(",", labels.labels()));
                } else {
                    json.writeStartObject();
                    json.writeFieldName("bits");
                    json.writeNumber(Long.toUnsignedString(labels.bits()));
                    json.writeEndObject();
                }
            }
            case Datum.BitDatum bit ->
                    object(json, "bits", bit.text().substring(2, bit.text().length() - 1));
            case Datum.BinaryDatum binary -> object(json, "hex", binary.bytes().hex());
            case Datum.GeometryDatum geometry -> {
                json.writeStartObject();
                json.writeNumberField("srid", Integer.toUnsignedLong(geometry.srid()));
                json.writeStringField("hex", geometry.wkb().hex());
                json.writeEndObject();
            }
            case Datum other -> json.writeString(other.text());
        }
    }

    private static void text(JsonGenerator json, Datum.TextDatum text) throws IOException {
        if (text.text().indexOf('\uFFFD') < 0) {
            json.writeString(text.text());
            return;
        }
        json.writeStartObject();
        json.writeStringField("text", text.text());
        json.writeStringField("hex", text.raw().hex());
        json.writeStringField("charset", text.charset());
        json.writeEndObject();
    }

    static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void object(JsonGenerator json, String name, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField(name, value);
        json.writeEndObject();
    }
}
