package org.rowback.importers.postgres.logical;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.rowback.importers.postgres.logical.LogicalLayout.LayoutColumn;
import org.rowback.importers.postgres.wal.Lsn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One JSON object of wal2json: a change, or in format 2 any message. Plugin source: `wal2json.c` (2.6).
///
/// | format 1 | format 2 |
/// |---|---|
/// | `kind`: insert, update, delete, truncate, message | `action`: I, U, D, T, M, B, C |
/// | `columnnames`, `columntypes`, `columntypeoids`, `columnvalues`, beside each other | `columns`: objects with `name`, `type`, `typeoid`, `value` |
/// | `oldkeys`: `keynames`, `keytypes`, `keytypeoids`, `keyvalues` | `identity`: as `columns` |
/// | `pk`: `pknames` | `pk`: objects with `name` |
///
/// Numbers are bare (or, with numeric-data-types-as-string, strings), bytea is hexadecimal without `\x`; NULL, and where
/// numbers are bare also NaN and the infinities, are `null`. A TOAST value that did not change is left out.
final class Wal2JsonChange {
    private static final JsonFactory FACTORY = new JsonFactory();

    /// A column with its value's text; null for `null`.
    ///
    /// @param bare whether the value is not quoted
    record Cell(LayoutColumn column, @Nullable String text, boolean bare) {}

    String action = "";
    String schema = "";
    String table = "";
    String time = "";
    long xid;
    long nextLsn;
    boolean hasIdentity;
    final List<Cell> columns = new ArrayList<>();
    final List<Cell> identity = new ArrayList<>();
    final Set<String> key = new HashSet<>();

    private final Lists newRow = new Lists();
    private final Lists oldRow = new Lists();

    /// Format 1's lists of one row.
    private static final class Lists {
        List<Item> names = List.of();
        List<Item> types = List.of();
        List<Item> oids = List.of();
        List<Item> values = List.of();

        void cells(List<Cell> to) throws MalformedCapture {
            if (names.size() != values.size()) {
                throw new MalformedCapture(
                        names.size() + " names for " + values.size() + " values");
            }
            for (int i = 0; i < names.size(); i++) {
                Item value = values.get(i);
                to.add(
                        new Cell(
                                column(
                                        text(names.get(i)),
                                        i < types.size() ? text(types.get(i)) : "",
                                        i < oids.size() ? text(oids.get(i)) : ""),
                                value.text(),
                                value.bare()));
            }
        }
    }

    /// A scalar.
    private record Item(@Nullable String text, boolean bare) {}

    private static String text(Item item) {
        return item.text() == null ? "" : item.text();
    }

    private static LayoutColumn column(String name, String type, String oid)
            throws MalformedCapture {
        try {
            return new LayoutColumn(name, type, oid.isEmpty() ? 0 : Long.parseLong(oid), -1, false);
        } catch (NumberFormatException e) {
            throw new MalformedCapture("a type's OID is " + oid);
        }
    }

    private Wal2JsonChange() {}

    static Wal2JsonChange read(byte[] buffer, int from, int to) throws MalformedCapture {
        Wal2JsonChange change = new Wal2JsonChange();
        try (JsonParser json = FACTORY.createParser(buffer, from, to - from)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedCapture("it is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                change.field(field, json);
            }
        } catch (IOException e) {
            throw new MalformedCapture(
                    "the JSON cannot be read ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + ")");
        }
        change.newRow.cells(change.columns);
        change.oldRow.cells(change.identity);
        return change;
    }

    private void field(String field, JsonParser json) throws IOException, MalformedCapture {
        switch (field) {
            case "kind", "action" -> action = json.getText();
            case "schema" -> schema = json.getText();
            case "table" -> table = json.getText();
            case "timestamp" -> time = json.getText();
            case "nextlsn" -> nextLsn = Lsn.parse(json.getText());
            case "xid" -> xid = json.getLongValue();
            case "columns" -> objects(json, columns);
            case "identity" -> {
                hasIdentity = true;
                objects(json, identity);
            }
            case "columnnames" -> newRow.names = list(json);
            case "columntypes" -> newRow.types = list(json);
            case "columntypeoids" -> newRow.oids = list(json);
            case "columnvalues" -> newRow.values = list(json);
            case "oldkeys" -> {
                hasIdentity = true;
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    switch (name) {
                        case "keynames" -> oldRow.names = list(json);
                        case "keytypes" -> oldRow.types = list(json);
                        case "keytypeoids" -> oldRow.oids = list(json);
                        case "keyvalues" -> oldRow.values = list(json);
                        default -> json.skipChildren();
                    }
                }
            }
            case "pk" -> primaryKey(json);
            default -> json.skipChildren();
        }
    }

    private void primaryKey(JsonParser json) throws IOException, MalformedCapture {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Cell> cells = new ArrayList<>();
            objects(json, cells);
            cells.forEach(c -> key.add(c.column().name()));
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean names = json.currentName().equals("pknames");
            json.nextToken();
            if (names) {
                list(json).forEach(i -> key.add(text(i)));
            } else {
                json.skipChildren();
            }
        }
    }

    private static List<Item> list(JsonParser json) throws IOException {
        List<Item> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(item(json));
        }
        return items;
    }

    private static Item item(JsonParser json) throws IOException {
        boolean isNull = json.currentToken() == JsonToken.VALUE_NULL;
        return new Item(
                isNull ? null : json.getText(), json.currentToken() != JsonToken.VALUE_STRING);
    }

    private static void objects(JsonParser json, List<Cell> to)
            throws IOException, MalformedCapture {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String name = "";
            String type = "";
            String oid = "";
            Item value = new Item(null, true);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "name" -> name = json.getText();
                    case "type" -> type = json.getText();
                    case "typeoid" -> oid = json.getText();
                    case "value" -> value = item(json);
                    default -> json.skipChildren();
                }
            }
            to.add(new Cell(column(name, type, oid), value.text(), value.bare()));
        }
    }

    /// The layout of the row, or of the old one where there is no other.
    List<LayoutColumn> layout() {
        return (columns.isEmpty() ? identity : columns)
                .stream()
                        .map(Cell::column)
                        .map(
                                c ->
                                        new LayoutColumn(
                                                c.name(),
                                                c.type(),
                                                c.oid(),
                                                c.typmod(),
                                                key.contains(c.name())))
                        .toList();
    }

    /// Whether numbers are written as strings, so that NULL is nothing but NULL.
    boolean quotesNumbers() {
        return columns.stream().anyMatch(Wal2JsonChange::isQuotedNumber)
                || identity.stream().anyMatch(Wal2JsonChange::isQuotedNumber);
    }

    private static boolean isQuotedNumber(Cell cell) {
        return cell.text() != null
                && !cell.bare()
                && switch (cell.column().type().replaceAll("\\(.*", "")) {
                    case "smallint",
                            "integer",
                            "bigint",
                            "real",
                            "double precision",
                            "numeric",
                            "oid" ->
                            true;
                    default -> false;
                };
    }
}
