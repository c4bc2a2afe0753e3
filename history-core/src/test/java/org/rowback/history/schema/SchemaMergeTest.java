package org.rowback.history.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Column;
import org.rowback.history.model.Column.Generated;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.UniqueKey;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class SchemaMergeTest {
    private static final TableName T = new TableName("shop", "t");

    @Test
    void namesColumnsAndKeysByDdlWhereTheLayoutHasNoNames() {
        SchemaVersion ddl =
                definition(
                        "log:4 CREATE TABLE",
                        column("id", type("bigint unsigned", Family.INTEGER, true, ""), false),
                        column("name", type("varchar(20)", Family.TEXT, false, "latin1"), true));
        SchemaMerge.Result result =
                SchemaMerge.merge(
                        layout(
                                type("bigint", Family.INTEGER, false, ""),
                                nullable(type("varchar(20)", Family.BINARY, false, ""))),
                        Optional.of(ddl),
                        Optional.empty());
        assertThat(result.misfits()).isEmpty();
        SchemaVersion merged = result.version();
        assertThat(merged.columns()).extracting(Column::name).containsExactly("id", "name");
        assertThat(merged.columns())
                .allSatisfy(c -> assertThat(c.nameFrom()).isEqualTo(Knowledge.LOG_DDL));
        assertThat(merged.columns().get(0).type().unsigned()).isTrue();
        assertThat(merged.columns().get(1).type().charset()).isEqualTo("latin1");
        assertThat(merged.primaryKey()).containsExactly("id");
        assertThat(merged.keysFrom()).isEqualTo(Knowledge.LOG_DDL);
        assertThat(merged.foreignKeys()).isEqualTo(ddl.foreignKeys());
        assertThat(merged.uniqueKeys()).isEqualTo(ddl.uniqueKeys());
        assertThat(merged.origin()).isEqualTo("log:4 CREATE TABLE");
    }

    @Test
    void prefersDdlToASchemaFileAndTheFileToTheLayout() {
        SchemaVersion ddl =
                definition("ddl", column("id", type("int", Family.INTEGER, false, ""), false));
        SchemaVersion file =
                file("file", column("nr", type("int", Family.INTEGER, false, ""), false));
        SchemaVersion layout = layout(type("int", Family.INTEGER, false, ""));
        assertThat(name(SchemaMerge.merge(layout, Optional.of(ddl), Optional.of(file))))
                .isEqualTo("id");
        SchemaMerge.Result byFile = SchemaMerge.merge(layout, Optional.empty(), Optional.of(file));
        assertThat(name(byFile)).isEqualTo("nr");
        assertThat(byFile.version().keysFrom()).isEqualTo(Knowledge.SCHEMA_FILE);
        assertThat(name(SchemaMerge.merge(layout, Optional.empty(), Optional.empty())))
                .isEqualTo("@1");
    }

    @Test
    void fallsBackToTheFileWhereDdlDoesNotFit() {
        ColumnType integer = type("int", Family.INTEGER, false, "");
        SchemaVersion ddl =
                definition("ddl", column("id", integer, false), column("x", integer, false));
        SchemaVersion file = file("file", column("id", integer, false));
        SchemaMerge.Result result =
                SchemaMerge.merge(layout(integer), Optional.of(ddl), Optional.of(file));
        assertThat(result.version().columns().get(0).nameFrom()).isEqualTo(Knowledge.SCHEMA_FILE);
        assertThat(result.misfits())
                .extracting(SchemaMerge.Misfit::sentence)
                .containsExactly(
                        "The definition from DDL in the log (ddl) does not fit the logged rows: it"
                                + " has 2 columns, the logged rows have 1.");
    }

    @Test
    void refusesADefinitionWithAsManyColumnsOfOtherTypes() {
        SchemaVersion file =
                file(
                        "file",
                        column("id", type("int", Family.INTEGER, false, ""), false),
                        column("born", type("date", Family.DATE, false, ""), true));
        SchemaMerge.Result result =
                SchemaMerge.merge(
                        layout(
                                type("int", Family.INTEGER, false, ""),
                                nullable(type("varchar(20)", Family.BINARY, false, ""))),
                        Optional.empty(),
                        Optional.of(file));
        assertThat(result.version().columns()).extracting(Column::name).containsExactly("@1", "@2");
        assertThat(result.misfits().get(0).reason())
                .isEqualTo("column born is defined as date but was logged as binary");
    }

    @Test
    void refusesWidthSignFractionCharsetLabelAndNullabilityThatTheLogDisproves() {
        assertMisfit(
                type("int", Family.INTEGER, false, ""),
                type("bigint", Family.INTEGER, false, ""),
                Knowledge.LAYOUT);
        assertMisfit(
                type("int", Family.INTEGER, true, ""),
                type("int", Family.INTEGER, false, ""),
                Knowledge.LOG_METADATA);
        assertMisfit(
                new ColumnType("datetime(3)", Family.DATETIME, false, "", List.of(), 3),
                type("datetime", Family.DATETIME, false, ""),
                Knowledge.LAYOUT);
        assertMisfit(
                type("varchar(9)", Family.TEXT, false, "latin1"),
                type("varchar(9)", Family.TEXT, false, "utf8mb4"),
                Knowledge.LOG_METADATA);
        assertMisfit(
                new ColumnType("enum('a')", Family.ENUM, false, "", List.of("a"), 0),
                new ColumnType("enum('b')", Family.ENUM, false, "", List.of("b"), 0),
                Knowledge.LOG_METADATA);
        assertMisfit(
                type("decimal(10,2)", Family.DECIMAL, false, ""),
                type("decimal(12,2)", Family.DECIMAL, false, ""),
                Knowledge.LAYOUT);
        assertMisfit(
                type("text", Family.BINARY, false, ""),
                type("varchar(20)", Family.TEXT, false, ""),
                Knowledge.LAYOUT);
        ColumnType integer = type("int", Family.INTEGER, false, "");
        SchemaMerge.Result nulls =
                SchemaMerge.merge(
                        layout(nullable(integer)),
                        Optional.empty(),
                        Optional.of(file("file", column("id", integer, false))));
        assertThat(nulls.misfits().get(0).reason())
                .isEqualTo("column id is defined NOT NULL but was logged NULL");
    }

    @Test
    void takesNamesTypesAndKeyFromMetadataAndTheRestFromDdl() {
        SchemaVersion described =
                new SchemaVersion(
                        T,
                        List.of(
                                metadata("b", type("int", Family.INTEGER, true, "")),
                                metadata("a", type("varchar(20)", Family.TEXT, false, "utf8mb3"))),
                        List.of("b"),
                        List.of(),
                        List.of(),
                        Knowledge.LOG_METADATA,
                        "metadata");
        SchemaVersion ddl =
                definition(
                        "ddl",
                        column("b", type("int(10) unsigned", Family.INTEGER, true, ""), false),
                        new Column(
                                "a",
                                Knowledge.LOG_DDL,
                                type("varchar(20)", Family.TEXT, false, "utf8"),
                                Knowledge.LOG_DDL,
                                false,
                                Generated.STORED,
                                true));
        SchemaMerge.Result result =
                SchemaMerge.merge(described, Optional.of(ddl), Optional.empty());
        assertThat(result.misfits()).isEmpty();
        Column b = result.version().columns().get(0);
        Column a = result.version().columns().get(1);
        assertThat(b.type().sql()).isEqualTo("int(10) unsigned");
        assertThat(b.typeFrom()).isEqualTo(Knowledge.LOG_METADATA);
        assertThat(a.generated()).isEqualTo(Generated.STORED);
        assertThat(a.invisible()).isTrue();
        assertThat(result.version().keysFrom()).isEqualTo(Knowledge.LOG_METADATA);
        assertThat(result.version().foreignKeys()).isEqualTo(ddl.foreignKeys());
    }

    @Test
    void refusesADefinitionWithOtherNamesThanTheLogs() {
        SchemaVersion described =
                new SchemaVersion(
                        T,
                        List.of(metadata("qty", type("int", Family.INTEGER, false, ""))),
                        List.of(),
                        List.of(),
                        List.of(),
                        Knowledge.LOG_METADATA,
                        "metadata");
        SchemaMerge.Result result =
                SchemaMerge.merge(
                        described,
                        Optional.empty(),
                        Optional.of(
                                file(
                                        "file",
                                        column(
                                                "quantity",
                                                type("int", Family.INTEGER, false, ""),
                                                false))));
        assertThat(result.version()).isEqualTo(described);
        assertThat(result.misfits().get(0).reason())
                .isEqualTo("it has no column qty, which was logged");
    }

    @Test
    void leavesOutVirtualColumnsWhereTheServerDidNotLogThem() {
        ColumnType integer = type("int", Family.INTEGER, false, "");
        Column virtual =
                new Column(
                        "twice",
                        Knowledge.SCHEMA_FILE,
                        integer,
                        Knowledge.SCHEMA_FILE,
                        false,
                        Generated.VIRTUAL,
                        false);
        SchemaVersion file =
                file("file", column("id", integer, false), virtual, column("n", integer, false));
        SchemaMerge.Result without =
                SchemaMerge.merge(layout(integer, integer), Optional.empty(), Optional.of(file));
        assertThat(without.version().columns()).extracting(Column::name).containsExactly("id", "n");
        SchemaMerge.Result with =
                SchemaMerge.merge(
                        layout(integer, integer, integer), Optional.empty(), Optional.of(file));
        assertThat(with.version().columns())
                .extracting(Column::name)
                .containsExactly("id", "twice", "n");
        assertThat(with.version().columns().get(1).isGenerated()).isTrue();
    }

    @Test
    void takesMariaDbJsonAsLongtext() {
        SchemaMerge.Result result =
                SchemaMerge.merge(
                        layout(type("longblob", Family.BINARY, false, "")),
                        Optional.of(
                                definition(
                                        "ddl",
                                        column(
                                                "doc",
                                                type("json", Family.JSON, false, ""),
                                                false))),
                        Optional.empty());
        assertThat(result.misfits()).isEmpty();
        assertThat(result.version().columns().get(0).type().sql()).isEqualTo("longtext");
        assertThat(result.version().columns().get(0).type().charset()).isEqualTo("utf8mb4");
    }

    @Test
    void knowsTheHashColumnsBehindLongUniqueKeysAsHidden() {
        SchemaVersion ddl =
                definition(
                        "ddl", column("doc", type("text", Family.TEXT, false, "utf8mb4"), false));
        SchemaMerge.Result result =
                SchemaMerge.merge(
                        layout(
                                type("text", Family.BINARY, false, ""),
                                nullable(type("bigint", Family.INTEGER, false, ""))),
                        Optional.of(ddl),
                        Optional.empty());
        Column hash = result.version().columns().get(1);
        assertThat(hash.invisible()).isTrue();
        assertThat(hash.isGenerated()).isTrue();
        assertThat(result.misfits()).isEmpty();
    }

    @Test
    void knowsMysqlsGeneratedInvisiblePrimaryKey() {
        SchemaVersion keyed =
                definition("ddl", column("n", type("int", Family.INTEGER, false, ""), false));
        SchemaVersion ddl =
                new SchemaVersion(
                        T,
                        keyed.columns(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Knowledge.LOG_DDL,
                        "ddl");
        SchemaMerge.Result result =
                SchemaMerge.merge(
                        layout(
                                type("bigint", Family.INTEGER, false, ""),
                                type("int", Family.INTEGER, false, "")),
                        Optional.of(ddl),
                        Optional.empty());
        assertThat(result.version().primaryKey()).containsExactly("my_row_id");
        assertThat(result.version().columns())
                .extracting(Column::name)
                .containsExactly("my_row_id", "n");
    }

    @Test
    void completesACharsetThatDdlLeavesOpenFromTheFile() {
        SchemaVersion ddl =
                definition("ddl", column("a", type("text", Family.TEXT, false, ""), false));
        SchemaVersion file =
                file("file", column("a", type("text", Family.TEXT, false, "latin1"), false));
        SchemaMerge.Result result =
                SchemaMerge.merge(
                        layout(type("text", Family.BINARY, false, "")),
                        Optional.of(ddl),
                        Optional.of(file));
        assertThat(result.version().columns().get(0).type().charset()).isEqualTo("latin1");
        assertThat(result.version().columns().get(0).typeFrom()).isEqualTo(Knowledge.LOG_DDL);
    }

    private static void assertMisfit(ColumnType logged, ColumnType defined, Knowledge from) {
        SchemaVersion described =
                new SchemaVersion(
                        T,
                        List.of(
                                new Column(
                                        "@1",
                                        Knowledge.LAYOUT,
                                        logged,
                                        from,
                                        false,
                                        Generated.NO,
                                        false)),
                        List.of(),
                        List.of(),
                        List.of(),
                        Knowledge.LAYOUT,
                        "");
        SchemaMerge.Result result =
                SchemaMerge.merge(
                        described,
                        Optional.empty(),
                        Optional.of(file("file", column("c", defined, false))));
        assertThat(result.misfits()).hasSize(1);
        assertThat(result.version()).isEqualTo(described);
    }

    private static String name(SchemaMerge.Result result) {
        return result.version().columns().get(0).name();
    }

    private static ColumnType type(String sql, Family family, boolean unsigned, String charset) {
        return new ColumnType(sql, family, unsigned, charset, List.of(), 0);
    }

    private static Column column(String name, ColumnType type, boolean nullable) {
        return new Column(
                name, Knowledge.LOG_DDL, type, Knowledge.LOG_DDL, nullable, Generated.NO, false);
    }

    private static Column metadata(String name, ColumnType type) {
        return new Column(
                name,
                Knowledge.LOG_METADATA,
                type,
                Knowledge.LOG_METADATA,
                false,
                Generated.NO,
                false);
    }

    /// Marks a layout column as nullable.
    private static Column nullable(ColumnType type) {
        return new Column("@", Knowledge.LAYOUT, type, Knowledge.LAYOUT, true, Generated.NO, false);
    }

    private static SchemaVersion layout(Object... columns) {
        List<Column> all =
                IntStream.range(0, columns.length)
                        .mapToObj(
                                i -> {
                                    boolean nullable = columns[i] instanceof Column;
                                    ColumnType type =
                                            columns[i] instanceof Column column
                                                    ? column.type()
                                                    : (ColumnType) columns[i];
                                    return new Column(
                                            "@" + (i + 1),
                                            Knowledge.LAYOUT,
                                            type,
                                            Knowledge.LAYOUT,
                                            nullable,
                                            Generated.NO,
                                            false);
                                })
                        .toList();
        return new SchemaVersion(
                T, all, List.of(), List.of(), List.of(), Knowledge.LAYOUT, "layout");
    }

    private static SchemaVersion file(String origin, Column... columns) {
        Column[] fromFile = new Column[columns.length];
        for (int i = 0; i < columns.length; i++) {
            Column c = columns[i];
            fromFile[i] =
                    new Column(
                            c.name(),
                            Knowledge.SCHEMA_FILE,
                            c.type(),
                            Knowledge.SCHEMA_FILE,
                            c.nullable(),
                            c.generated(),
                            c.invisible());
        }
        SchemaVersion d = definition(origin, fromFile);
        return new SchemaVersion(
                d.table(),
                d.columns(),
                d.primaryKey(),
                d.uniqueKeys(),
                d.foreignKeys(),
                Knowledge.SCHEMA_FILE,
                origin);
    }

    private static SchemaVersion definition(String origin, Column... columns) {
        String first = columns[0].name();
        return new SchemaVersion(
                T,
                List.of(columns),
                List.of(first),
                List.of(new UniqueKey("u", List.of(first))),
                List.of(
                        new ForeignKey(
                                "f",
                                List.of(first),
                                new TableName("shop", "p"),
                                List.of("id"),
                                ForeignKey.Action.CASCADE,
                                ForeignKey.Action.NO_ACTION)),
                Knowledge.LOG_DDL,
                origin);
    }
}
