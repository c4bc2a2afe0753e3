package org.rowback.history.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.testing.Rows.ABSENT;
import static org.rowback.history.testing.Rows.n;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Matches;
import org.rowback.history.query.Scan;
import org.rowback.history.search.ChangeSearch;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.Rows;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Random filters over random changes: what is found equals what a plain evaluation of the same tree finds, by text,
/// by scan and by key lookup.
class EvaluatorTest {
    private static final SchemaVersion A = Rows.table("db.a", "id", "id int", "x int", "y int");
    private static final SchemaVersion B = Rows.table("db.b", "id", "id int", "y int", "x int");

    /// A filter with what it means: `null` is undecidable.
    private record Meant(String text, Meaning meaning) {}

    private interface Meaning {
        Optional<Boolean> of(Change change);
    }

    @Property(tries = 800)
    void findsWhatAPlainEvaluationFinds(@ForAll long seed, @ForAll("filters") Meant filter)
            throws Exception {
        InMemoryHistory history = history(new Random(seed));
        Filter parsed = Filter.parse(filter.text(), Catalog.of(history, ZoneOffset.UTC));
        List<Long> expected = new ArrayList<>();
        long undecidable = 0;
        try (Cursor<Change> changes = history.changes(Scan.ALL, ImportMonitor.NONE)) {
            while (changes.next()) {
                Optional<Boolean> truth = filter.meaning().of(changes.get());
                if (truth.isEmpty()) {
                    undecidable++;
                } else if (truth.get()) {
                    expected.add(changes.get().id());
                }
            }
        }
        List<Long> found = new ArrayList<>();
        ChangeSearch search = new ChangeSearch(history, parsed);
        try (Matches matches = search.matches(true, ImportMonitor.NONE)) {
            while (matches.next()) {
                found.add(matches.get().id());
            }
            assertThat(found).as(filter.text()).isEqualTo(expected);
            assertThat(matches.undecidable()).as(filter.text()).isEqualTo(undecidable);
        }
    }

    private static InMemoryHistory history(Random random) {
        InMemoryHistory history = new InMemoryHistory();
        history.commit(
                1_000_000, 1, Row.insert(A, n(1), n(0), n(0)), Row.insert(B, n(1), n(0), n(0)));
        for (int i = 2; i < 8; i++) {
            Row[] rows = new Row[1 + random.nextInt(3)];
            for (int j = 0; j < rows.length; j++) {
                rows[j] = change(random, random.nextBoolean() ? A : B);
            }
            history.commit(i * 1_000_000L, random.nextInt(3), rows);
        }
        return history;
    }

    private static Row change(Random random, SchemaVersion schema) {
        return switch (random.nextInt(3)) {
            case 0 -> Row.insert(schema, image(random, schema, false));
            case 1 -> Row.delete(schema, image(random, schema, random.nextBoolean()));
            default ->
                    Row.update(
                            schema,
                            image(random, schema, random.nextBoolean()),
                            image(random, schema, random.nextBoolean()));
        };
    }

    private static ColumnValue[] image(Random random, SchemaVersion schema, boolean partial) {
        ColumnValue[] values = new ColumnValue[schema.columns().size()];
        values[0] = n(1 + random.nextInt(3));
        for (int i = 1; i < values.length; i++) {
            int kind = random.nextInt(6);
            values[i] =
                    partial && kind < 3
                            ? ABSENT
                            : kind == 5 ? ColumnValue.NULL : n(random.nextInt(3));
        }
        return values;
    }

    @Provide
    Arbitrary<Meant> filters() {
        Arbitrary<Meant> term =
                Arbitraries.oneOf(values(), nulls(), tables(), ops(), keys(), threads(), times());
        return Arbitraries.recursive(() -> term, EvaluatorTest::combined, 0, 3);
    }

    private static Arbitrary<Meant> combined(Arbitrary<Meant> inner) {
        Arbitrary<Meant> two =
                Combinators.combine(inner, inner, Arbitraries.of(" and ", " ", " or ", " && "))
                        .as(EvaluatorTest::both);
        Arbitrary<Meant> not =
                inner.map(
                        f ->
                                new Meant(
                                        "not (" + f.text() + ")",
                                        c -> f.meaning().of(c).map(b -> !b)));
        Arbitrary<Meant> maybe =
                inner.map(
                        f ->
                                new Meant(
                                        "maybe(" + f.text() + ")",
                                        c -> Optional.of(f.meaning().of(c).orElse(true))));
        return Arbitraries.oneOf(two, not, maybe);
    }

    private static Meant both(Meant a, Meant b, String word) {
        boolean or = word.equals(" or ");
        return new Meant(
                "(" + a.text() + ")" + word + "(" + b.text() + ")",
                c -> {
                    Optional<Boolean> x = a.meaning().of(c);
                    Optional<Boolean> y = b.meaning().of(c);
                    if (x.equals(Optional.of(or)) || y.equals(Optional.of(or))) {
                        return Optional.of(or);
                    }
                    return x.isEmpty() || y.isEmpty() ? Optional.empty() : Optional.of(!or);
                });
    }

    private static Arbitrary<Meant> values() {
        return Combinators.combine(
                        Arbitraries.of("old", "new"),
                        Arbitraries.of("x", "y"),
                        Arbitraries.of("==", "!=", "<", "<=", ">", ">=", "eq", "ge"),
                        Arbitraries.integers().between(-1, 3))
                .as(
                        (side, column, operator, number) ->
                                new Meant(
                                        side + "." + column + " " + operator + " " + number,
                                        change -> {
                                            Optional<ColumnValue> value =
                                                    value(change, side, column);
                                            if (value.isEmpty()) {
                                                return Optional.of(false);
                                            }
                                            return switch (value.get()) {
                                                case ColumnValue.NotLogged _ -> Optional.empty();
                                                case Datum.IntegerDatum n ->
                                                        Optional.of(
                                                                holds(n.value(), operator, number));
                                                default -> Optional.of(operator.equals("!="));
                                            };
                                        }));
    }

    private static boolean holds(long value, String operator, int number) {
        return switch (operator) {
            case "==", "eq" -> value == number;
            case "!=" -> value != number;
            case "<" -> value < number;
            case "<=" -> value <= number;
            case ">" -> value > number;
            default -> value >= number;
        };
    }

    private static Arbitrary<Meant> nulls() {
        return Combinators.combine(Arbitraries.of("old", "new"), Arbitraries.of(true, false))
                .as(
                        (side, not) ->
                                new Meant(
                                        side + ".x is " + (not ? "not " : "") + "null",
                                        change ->
                                                value(change, side, "x")
                                                        .map(
                                                                v ->
                                                                        v
                                                                                        instanceof
                                                                                        ColumnValue
                                                                                                .NotLogged
                                                                                ? Optional
                                                                                        .<Boolean>
                                                                                                empty()
                                                                                : Optional.of(
                                                                                        v.equals(
                                                                                                        ColumnValue
                                                                                                                .NULL)
                                                                                                != not))
                                                        .orElse(Optional.of(false))));
    }

    private static Optional<ColumnValue> value(Change change, String side, String column) {
        Optional<RowImage> image = side.equals("old") ? change.before() : change.after();
        return image.filter(i -> i.schema().indexOf(column) >= 0).map(i -> i.value(column));
    }

    private static Arbitrary<Meant> tables() {
        return Arbitraries.of("a", "b")
                .map(
                        name ->
                                new Meant(
                                        "table:" + name,
                                        c -> Optional.of(c.table().table().equals(name))));
    }

    private static Arbitrary<Meant> ops() {
        return Arbitraries.of(Op.INSERT, Op.UPDATE, Op.DELETE)
                .map(op -> new Meant("op:" + op.word(), c -> Optional.of(c.op() == op)));
    }

    private static Arbitrary<Meant> keys() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of("key == %d", "key(%d)"))
                .as(
                        (id, form) ->
                                new Meant(
                                        form.formatted(id),
                                        c ->
                                                Optional.of(
                                                        isKey(c.before(), id)
                                                                || isKey(c.after(), id))));
    }

    private static boolean isKey(Optional<RowImage> image, long id) {
        return image.map(i -> i.value(0).equals(n(id))).orElse(false);
    }

    private static Arbitrary<Meant> threads() {
        return Arbitraries.of(1L, 2L)
                .map(
                        thread ->
                                new Meant(
                                        "thread == " + thread,
                                        c ->
                                                c.transaction().thread() == 0
                                                        ? Optional.empty()
                                                        : Optional.of(
                                                                c.transaction().thread()
                                                                        == thread)));
    }

    private static Arbitrary<Meant> times() {
        return Arbitraries.integers()
                .between(1, 8)
                .map(
                        second ->
                                new Meant(
                                        "time in 00:00:0" + second + "..00:00:09",
                                        c ->
                                                Optional.of(
                                                        c.transaction().commitTimeMicros()
                                                                >= second * 1_000_000L)));
    }
}
