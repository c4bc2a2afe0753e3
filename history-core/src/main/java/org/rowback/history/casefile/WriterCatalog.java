package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.Packed;
import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables, row formats and definitions that an import has met, in memory; new ones go to the storing thread. Used
/// by the importing thread.
final class WriterCatalog {
    private static final TableName NO_TABLE = new TableName("", "");

    private final StoragePipe pipe;
    private final SchemaBook book;
    private final Map<TableName, Integer> tables;
    private final List<TableName> tableNames;
    private final Runnable onNew;
    private int lastFormat;

    /// @param onNew run where something is new to the case
    WriterCatalog(StoragePipe pipe, WriterStart start, Runnable onNew) {
        this.pipe = pipe;
        this.onNew = onNew;
        book = start.book();
        tables = new HashMap<>(start.tables());
        tableNames = new ArrayList<>(Collections.nCopies(tables.size() + 1, NO_TABLE));
        tables.forEach((name, id) -> tableNames.set(id, name));
        lastFormat = start.lastFormat();
    }

    SchemaBook book() {
        return book;
    }

    int table(TableName name) throws RowbackException {
        Integer known = tables.get(name);
        if (known != null) {
            return known;
        }
        onNew.run();
        int id = tableNames.size();
        tables.put(name, id);
        tableNames.add(name);
        pipe.put(
                store ->
                        store.db()
                                .update(
                                        "INSERT INTO table_row(id, database, name)"
                                                + " VALUES (?, ?, ?)",
                                        id,
                                        name.database(),
                                        name.table()));
        return id;
    }

    int rowFormat(RowFormat format, long firstChange) throws RowbackException {
        int known = book.formatId(format);
        if (known != 0) {
            return known;
        }
        onNew.run();
        int table = table(format.table());
        int id = ++lastFormat;
        book.addFormat(new SchemaBook.Format(id, format, firstChange));
        byte[] layout = Packed.sealed(format.layout().array(), format.layout().length());
        pipe.put(
                store ->
                        store.db()
                                .update(
                                        "INSERT INTO row_format(id, codec, table_id, layout,"
                                                + " first_change) VALUES (?, ?, ?, ?, ?)",
                                        id,
                                        format.codec(),
                                        table,
                                        layout,
                                        firstChange));
        return id;
    }

    void ddl(DdlStatement ddl, long afterChange) throws RowbackException {
        onNew.run();
        pipe.put(
                store ->
                        store.db()
                                .update(
                                        "INSERT INTO ddl_statement(after_change, text, database,"
                                                + " server, ansi_quotes, database_charset)"
                                                + " VALUES (?, ?, ?, ?, ?, ?)",
                                        afterChange,
                                        ddl.text(),
                                        ddl.database(),
                                        ddl.server(),
                                        ddl.ansiQuotes(),
                                        ddl.databaseCharset()));
    }

    void define(int table, SchemaVersion definition, long afterChange) throws RowbackException {
        onNew.run();
        TableName name = tableNames.get(table);
        Optional<SchemaVersion> version =
                definition.columns().isEmpty() ? Optional.empty() : Optional.of(definition);
        book.addDdl(name, new SchemaBook.Definition(afterChange, version));
        pipe.put(
                store -> {
                    SchemaRows.insert(store.db(), name, afterChange, SchemaRows.DDL, version);
                    SchemaRows.raiseGeneration(store.db());
                });
    }
}
