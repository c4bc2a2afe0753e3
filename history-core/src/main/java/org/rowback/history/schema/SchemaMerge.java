package org.rowback.history.schema;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.SchemaVersion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes one schema version of what a row layout, DDL in the log and a schema file say of a table.
///
/// Each attribute comes from the most trusted evidence that has it: log metadata, DDL in the log, schema file, layout.
/// A definition is used only where it can be the table that was logged: as many columns, each of a type that lies in
/// the row as the logged one does, NULL or NOT NULL as logged; with names in the log, the same names. A definition
/// that does not fit is left out whole and reported: a wrong name is worse than none.
public final class SchemaMerge {
    /// A definition that was not used.
    ///
    /// @param from which evidence it is
    /// @param origin the definition's own
    /// @param reason a clause that says why, e.g. `it has 5 columns, the logged rows have 6`
    public record Misfit(Knowledge from, String origin, String reason) {
        /// One sentence for a finding.
        public String sentence() {
            return "The definition from %s%s does not fit the logged rows: %s."
                    .formatted(from.label(), origin.isEmpty() ? "" : " (" + origin + ")", reason);
        }
    }

    /// @param version has the columns of `described`, in its order
    public record Result(SchemaVersion version, List<Misfit> misfits) {
        public Result {
            misfits = List.copyOf(misfits);
        }
    }

    private SchemaMerge() {}

    /// @param described what the layout and the log's metadata say; decides how many columns there are
    /// @param ddl the definition that DDL in the log alone left behind at that point
    /// @param file the definition that a schema file gives for that point, with the DDL since: each of its columns says
    ///     itself which of the two it is from
    public static Result merge(
            SchemaVersion described, Optional<SchemaVersion> ddl, Optional<SchemaVersion> file) {
        if (described.identity() != ReplicaIdentity.NONE) {
            return NamedMerge.merge(described, ddl.or(() -> file));
        }
        List<Misfit> misfits = new ArrayList<>();
        SchemaVersion merged = described;
        if (ddl.isPresent()) {
            merged = add(merged, described, ddl.get(), misfits);
        }
        if (file.isPresent()) {
            merged = add(merged, described, file.get(), misfits);
        }
        return new Result(merged, misfits);
    }

    private static SchemaVersion add(
            SchemaVersion merged,
            SchemaVersion described,
            SchemaVersion definition,
            List<Misfit> misfits) {
        Alignment alignment = Alignment.of(described, definition);
        if (!alignment.fits()) {
            misfits.add(new Misfit(definition.keysFrom(), definition.origin(), alignment.reason()));
            return merged;
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < merged.columns().size(); i++) {
            Column known = merged.columns().get(i);
            int at = alignment.defined()[i];
            columns.add(
                    at == Alignment.HIDDEN
                            ? hidden(known, columns.size(), definition.keysFrom())
                            : column(known, definition.columns().get(at)));
        }
        boolean first = merged.equals(described);
        boolean keysOpen = merged.keysFrom() == Knowledge.LAYOUT;
        return new SchemaVersion(
                merged.table(),
                columns,
                keysOpen ? primaryKey(columns, definition, alignment) : merged.primaryKey(),
                first ? definition.uniqueKeys() : merged.uniqueKeys(),
                first ? definition.foreignKeys() : merged.foreignKeys(),
                keysOpen ? definition.keysFrom() : merged.keysFrom(),
                first ? definition.origin() : merged.origin(),
                merged.charset().isEmpty() ? definition.charset() : merged.charset(),
                merged.identity(),
                first ? definition.checks() : merged.checks(),
                first ? definition.partitions() : merged.partitions());
    }

    /// The definition's, or MySQL's generated invisible one, which a table without a primary key has before its columns.
    private static List<String> primaryKey(
            List<Column> columns, SchemaVersion definition, Alignment alignment) {
        boolean generated =
                definition.primaryKey().isEmpty()
                        && !columns.isEmpty()
                        && alignment.defined()[0] == Alignment.HIDDEN;
        return generated ? List.of(columns.getFirst().name()) : definition.primaryKey();
    }

    private static Column column(Column known, Column defined) {
        boolean nameOpen = known.nameFrom() == Knowledge.LAYOUT;
        if (!nameOpen && !known.name().equalsIgnoreCase(defined.name())) {
            return known;
        }
        boolean typeOpen = known.typeFrom() == Knowledge.LAYOUT;
        ColumnType definedType = TypeFit.asLogged(known.type(), defined.type());
        boolean typeDefined = definedType.family() != Family.UNKNOWN;
        return new Column(
                nameOpen ? defined.name() : known.name(),
                nameOpen ? defined.nameFrom() : known.nameFrom(),
                typeOpen && typeDefined ? definedType : complete(known, defined, definedType),
                typeOpen && typeDefined ? defined.typeFrom() : known.typeFrom(),
                known.nullable(),
                known.generated() == Column.Generated.NO ? defined.generated() : known.generated(),
                known.invisible() || defined.invisible());
    }

    /// The type from better evidence, completed with what only the definition says: how it was spelt, labels, charset.
    private static ColumnType complete(Column known, Column defined, ColumnType definedType) {
        ColumnType type = known.type();
        boolean spelt = known.typeFrom() != Knowledge.LOG_METADATA;
        if (definedType.family() == Family.UNKNOWN
                || TypeFit.misfit(known, defined).isPresent()
                || (spelt && !type.sql().equals(definedType.sql()))) {
            return type;
        }
        return new ColumnType(
                definedType.sql(),
                type.family() == Family.UNKNOWN
                        ? definedType.family()
                        : moreExact(type, definedType),
                type.unsigned(),
                type.charset().isEmpty() ? definedType.charset() : type.charset(),
                type.members().isEmpty() ? definedType.members() : type.members(),
                type.digits());
    }

    /// Types that lie in the row as plain strings do are only told by a definition.
    private static Family moreExact(ColumnType known, ColumnType defined) {
        boolean special =
                defined.family() == Family.INET
                        || defined.family() == Family.UUID
                        || defined.family() == Family.VECTOR
                        || defined.family() == Family.OTHER;
        return special ? defined.family() : known.family();
    }

    /// A column that the server keeps for itself: no statement can set it.
    private static Column hidden(Column known, int index, Knowledge from) {
        boolean nameOpen = known.nameFrom() == Knowledge.LAYOUT;
        boolean period = known.type().family() == Family.TIMESTAMP;
        boolean key = index == 0;
        return new Column(
                nameOpen && key ? "my_row_id" : known.name(),
                nameOpen && key ? from : known.nameFrom(),
                known.type(),
                known.typeFrom(),
                known.nullable(),
                key
                        ? Column.Generated.NO
                        : period ? Column.Generated.SYSTEM_VERSIONING : Column.Generated.VIRTUAL,
                true);
    }
}
