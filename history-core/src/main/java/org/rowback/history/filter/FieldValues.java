package org.rowback.history.filter;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.RowbackException.BadFilter;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;

import java.util.BitSet;
import java.util.Optional;

/// What the fields that hold a number or text say of a change; what the log does not hold is not logged.
final class FieldValues {
    private static final ColumnValue NOT_LOGGED = new ColumnValue.NotLogged("not in the log");

    private final Catalog catalog;

    FieldValues(Catalog catalog) {
        this.catalog = catalog;
    }

    Operands operand(Fields field, Span span) throws BadFilter {
        return new Operands.OfField(
                field,
                switch (field) {
                    case TX -> change -> number(change.transaction().id());
                    case TX_ROWS -> change -> number(change.transaction().changes());
                    case TX_TABLES -> new TableCounter();
                    case ID -> change -> number(change.id());
                    case XID -> change -> logged(change.transaction().xid());
                    case THREAD -> change -> logged(change.transaction().thread());
                    case SERVER -> change -> logged(change.transaction().serverId());
                    case GTID ->
                            change ->
                                    change.transaction().gtid().isEmpty()
                                            ? ColumnValue.NULL
                                            : Operands.text(change.transaction().gtid());
                    case USER ->
                            change ->
                                    change.transaction().user().isEmpty()
                                            ? NOT_LOGGED
                                            : Operands.text(change.transaction().user());
                    case QUERY ->
                            change -> change.statement().map(Operands::text).orElse(NOT_LOGGED);
                    case SOURCE -> change -> Operands.text(change.position().file());
                    case TABLE -> change -> Operands.text(change.table().toString());
                    case OP -> change -> Operands.text(change.op().word());
                    case KEY, TIME, LSN, POS, IMAGE ->
                            throw Positions.bad(
                                    span, "`" + field.word() + "` cannot be used like this.");
                });
    }

    private static ColumnValue number(long value) {
        return new Datum.IntegerDatum(value);
    }

    private static ColumnValue logged(long value) {
        return value == 0 ? NOT_LOGGED : number(value);
    }

    Constant constant(Fields field, Syntax.Operator operator, Syntax.Literal literal)
            throws BadFilter {
        Constant constant = new Constant(literal, catalog.zone());
        if (field.kind() == Fields.Kind.NUMBER) {
            if (!operator.isText()) {
                Misfits.number(constant, field.word(), literal.span());
            }
        } else if (!constant.isText() && !constant.isNull()) {
            if (literal instanceof Syntax.WordLiteral || literal instanceof Syntax.NumberLiteral) {
                Syntax.Literal quoted = new Syntax.TextLiteral(literal.text(), literal.span());
                return new Constant(quoted, catalog.zone());
            }
            throw Positions.bad(
                    literal.span(), "`" + field.word() + "` is text; put it in quotes.");
        }
        return constant;
    }

    /// Where changes must lie for a field to compare so.
    Bounds bounds(Syntax.Operand left, Syntax.Operator operator, Constant constant) {
        if (!(left instanceof Syntax.Field(String name, _))) {
            return Bounds.ALL;
        }
        Fields field = Fields.byWord(name).orElseThrow();
        Optional<Long> number =
                constant.literal() instanceof Syntax.NumberLiteral n
                        ? ValueTyper.whole(n.value())
                        : Optional.empty();
        if (number.isEmpty() || !ValueTyper.oneOf(field, Fields.ID, Fields.TX)) {
            return Bounds.ALL;
        }
        long n = number.get();
        return switch (operator) {
            case EQ -> field == Fields.ID ? Bounds.ids(n, n) : transactions(n, n);
            case LE -> field == Fields.ID ? Bounds.ids(1, n) : transactions(1, n);
            case LT -> field == Fields.ID ? Bounds.ids(1, n - 1) : transactions(1, n - 1);
            case GE -> field == Fields.ID ? Bounds.ids(n, Long.MAX_VALUE) : transactions(n, -1);
            case GT -> field == Fields.ID ? Bounds.ids(n, Long.MAX_VALUE) : transactions(n, -1);
            case NE, CONTAINS, STARTS_WITH, MATCHES -> Bounds.ALL;
        };
    }

    /// The changes of a range of transactions, generously where one of the ends has none.
    private Bounds transactions(long first, long last) {
        try {
            long from = 1;
            Optional<Transaction> begin = catalog.history().transaction(first);
            if (begin.isPresent() && begin.get().changes() > 0) {
                from = begin.get().firstChange();
            }
            long to = Long.MAX_VALUE;
            Optional<Transaction> end =
                    last < 0 ? Optional.empty() : catalog.history().transaction(last);
            if (end.isPresent() && end.get().changes() > 0) {
                to = end.get().firstChange() + end.get().changes() - 1;
            }
            return Bounds.ids(from, to);
        } catch (RowbackException e) {
            return Bounds.ALL;
        }
    }

    /// Counts the tables of a transaction; remembers the last one asked for.
    private final class TableCounter implements Operands.OfField.Getter {
        private record Counted(long transaction, long tables) {}

        private volatile Counted last = new Counted(0, 0);

        @Override
        public ColumnValue get(Change change) throws RowbackException {
            Transaction transaction = change.transaction();
            Counted known = last;
            if (known.transaction() != transaction.id()) {
                BitSet tables = new BitSet();
                long from = transaction.firstChange();
                Scan scan = Scan.ALL.ids(from, from + transaction.changes() - 1).includingVoid();
                try (Cursor<Change> changes = catalog.history().changes(scan, ImportMonitor.NONE)) {
                    while (changes.next()) {
                        tables.set(changes.get().tableId());
                    }
                }
                tables.clear(0);
                known = new Counted(transaction.id(), tables.cardinality());
                last = known;
            }
            return number(known.tables());
        }
    }
}
