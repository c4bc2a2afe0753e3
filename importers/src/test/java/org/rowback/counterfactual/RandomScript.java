package org.rowback.counterfactual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// Draws a script: two to four tables with keys (single, composite, holding a foreign key), unique columns and
/// foreign keys (composite, to unique columns, to the table itself, in circles; every action), and good and bad
/// transactions over few keys, so that they meet.
///
/// Good statements are blind: what they write does not depend on what the database holds. Their values are all
/// different, so that none writes what is there already. Column `r` of a row is never written again: it tells which
/// row stands under a key.
final class RandomScript {
    private static final String[] ON_DELETE = {"cascade", "cascade", "set null", "no action"};
    private static final String[] ON_UPDATE = {"cascade", "cascade", "set null", "no action"};

    private record Reference(List<String> columns, Table parent, List<String> parentColumns) {}

    private static final class Table {
        final String name;
        final List<String> key = new ArrayList<>();
        final List<Reference> references = new ArrayList<>();
        boolean unique;
        final List<String> columns = new ArrayList<>();

        /// Rows that were inserted, by column.
        final List<Map<String, String>> drawn = new ArrayList<>();

        Table(String name) {
            this.name = name;
        }
    }

    private final Random random;
    private final boolean postgres;
    private final List<Table> tables = new ArrayList<>();
    private final List<String> ddl = new ArrayList<>();
    private final List<String> later = new ArrayList<>();
    private int counter = 100;

    private RandomScript(long seed, boolean postgres) {
        this.random = new Random(seed);
        this.postgres = postgres;
    }

    static Script draw(long seed, boolean postgres) {
        return new RandomScript(seed, postgres).script();
    }

    private Script script() {
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            table(i);
        }
        if (random.nextInt(4) == 0) {
            circle();
        }
        ddl.addAll(later);
        List<Script.Transaction> transactions = new ArrayList<>();
        for (Table table : tables) {
            int rows = 2 + random.nextInt(4);
            List<Script.Statement> inserts = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                inserts.add(new Script.Statement(false, insert(table)));
            }
            transactions.add(new Script.Transaction(inserts));
        }
        int length = 8 + random.nextInt(16);
        boolean mixed = !postgres && random.nextInt(4) == 0;
        for (int i = 0; i < length; i++) {
            boolean bad = random.nextInt(5) < 2;
            List<Script.Statement> statements = new ArrayList<>();
            int size = 1 + random.nextInt(3) / 2;
            for (int s = 0; s < size; s++) {
                boolean isBad = mixed ? random.nextInt(3) == 0 : bad;
                statements.add(new Script.Statement(isBad, statement(isBad)));
            }
            transactions.add(new Script.Transaction(statements));
        }
        return new Script(ddl, transactions);
    }

    private void table(int number) {
        Table table = new Table("t" + number);
        List<String> lines = new ArrayList<>();
        Table owner = number > 0 && random.nextInt(4) == 0 ? pick(tables) : null;
        if (owner != null && owner.key.size() == 1) {
            table.key.addAll(List.of("a", "b"));
            table.references.add(new Reference(List.of("a"), owner, owner.key));
        } else if (random.nextInt(3) == 0) {
            table.key.addAll(List.of("a", "b"));
        } else {
            table.key.add("id");
        }
        table.key.forEach(k -> lines.add(k + " int not null"));
        table.columns.addAll(table.key);
        table.unique = random.nextInt(3) == 0;
        if (table.unique) {
            lines.add("u int");
            table.columns.add("u");
        }
        lines.add("r int");
        lines.add("v int");
        lines.add("w int");
        table.columns.addAll(List.of("r", "v", "w"));
        List<String> constraints = new ArrayList<>();
        constraints.add("primary key (" + String.join(", ", table.key) + ")");
        if (table.unique) {
            constraints.add("unique (u)");
        }
        tables.add(table);
        if (table.references.isEmpty() && (number > 0 || random.nextInt(3) == 0)) {
            references(table, lines);
        }
        table.references.forEach(r -> constraints.add(foreign(r, table.key)));
        lines.addAll(constraints);
        ddl.add("create table " + table.name + " (" + String.join(", ", lines) + ")");
        if (postgres && random.nextBoolean()) {
            later.add("alter table " + table.name + " replica identity full");
        }
    }

    private void references(Table table, List<String> lines) {
        int count = 1 + random.nextInt(4) / 3;
        for (int i = 0; i < count; i++) {
            Table parent = random.nextInt(6) == 0 ? table : pick(tables);
            List<String> target =
                    parent.unique && random.nextInt(3) == 0 ? List.of("u") : parent.key;
            List<String> columns = new ArrayList<>();
            for (String part : target) {
                columns.add("p" + i + part);
            }
            columns.forEach(c -> lines.add(c + " int"));
            table.columns.addAll(columns);
            table.references.add(new Reference(columns, parent, target));
        }
    }

    /// A foreign key from an early table to a later one.
    private void circle() {
        Table first = tables.getFirst();
        Table last = tables.getLast();
        List<String> columns = last.key.stream().map(c -> "c" + c).toList();
        columns.forEach(c -> later.add("alter table " + first.name + " add column " + c + " int"));
        Reference reference = new Reference(columns, last, last.key);
        later.add("alter table " + first.name + " add " + foreign(reference, first.key));
        first.columns.addAll(columns);
        first.references.add(reference);
    }

    private String foreign(Reference reference, List<String> key) {
        boolean isKey = reference.columns().stream().anyMatch(key::contains);
        String onDelete = isKey ? "cascade" : ON_DELETE[random.nextInt(ON_DELETE.length)];
        String onUpdate =
                isKey
                        ? random.nextBoolean() ? "cascade" : "no action"
                        : ON_UPDATE[random.nextInt(ON_UPDATE.length)];
        return "foreign key ("
                + String.join(", ", reference.columns())
                + ") references "
                + reference.parent().name
                + " ("
                + String.join(", ", reference.parentColumns())
                + ") on delete "
                + onDelete
                + " on update "
                + onUpdate;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private int keyPart(Table table) {
        return 1 + random.nextInt(table.key.size() == 1 ? 8 : 4);
    }

    /// A value for one column; foreign keys of several columns are better drawn with [#reference].
    private String value(Table table, String column) {
        if (column.equals("r") || column.equals("v") || column.equals("w")) {
            return Integer.toString(counter++);
        }
        if (column.equals("u")) {
            return random.nextInt(4) == 0 ? "null" : Integer.toString(1 + random.nextInt(7));
        }
        for (Reference reference : table.references) {
            if (reference.columns().contains(column)) {
                return reference(reference).get(column);
            }
        }
        return Integer.toString(keyPart(table));
    }

    /// Mostly what a row of the parent holds or held.
    private Map<String, String> reference(Reference reference) {
        Map<String, String> values = new HashMap<>();
        List<Map<String, String>> rows = reference.parent().drawn;
        boolean known = !rows.isEmpty() && random.nextInt(8) > 0;
        Map<String, String> row = known ? pick(rows) : Map.of();
        boolean none = random.nextInt(8) == 0;
        for (int i = 0; i < reference.columns().size(); i++) {
            String target = reference.parentColumns().get(i);
            String drawn =
                    target.equals("u")
                            ? Integer.toString(1 + random.nextInt(7))
                            : Integer.toString(keyPart(reference.parent()));
            boolean isKey = target.equals("a") && reference.columns().get(i).equals("a");
            values.put(
                    reference.columns().get(i),
                    none && !isKey ? "null" : row.getOrDefault(target, drawn));
        }
        return values;
    }

    private String insert(Table table) {
        Map<String, String> row = new HashMap<>();
        table.columns.forEach(c -> row.put(c, value(table, c)));
        table.references.forEach(r -> row.putAll(reference(r)));
        table.key.forEach(k -> row.computeIfPresent(k, (_, v) -> v.equals("null") ? "1" : v));
        table.drawn.add(row);
        return "insert into "
                + table.name
                + " ("
                + String.join(", ", table.columns)
                + ") values ("
                + table.columns.stream().map(row::get).collect(Collectors.joining(", "))
                + ")";
    }

    private String statement(boolean bad) {
        Table table = pick(tables);
        boolean truncates = postgres && random.nextInt(25) == 0;
        if (truncates) {
            return "truncate " + table.name + " cascade";
        }
        return switch (random.nextInt(bad ? 12 : 10)) {
            case 0, 1, 2 -> insert(table);
            case 3, 4 ->
                    "update "
                            + table.name
                            + " set "
                            + (random.nextBoolean() ? "v = " + counter++ + ", " : "")
                            + "w = "
                            + counter++
                            + where(table);
            case 5 -> "update " + table.name + " set v = " + counter++ + where(table);
            case 6, 7 -> updateOne(table);
            case 8 -> "delete from " + table.name + where(table);
            case 9 -> updateKey(table);
            case 10 -> "update " + table.name + " set w = " + counter++ + some(table);
            default -> "delete from " + table.name + some(table);
        };
    }

    private String updateOne(Table table) {
        List<String> columns = new ArrayList<>(table.columns);
        columns.removeAll(table.key);
        columns.remove("r");
        String column = pick(columns);
        String value = value(table, column);
        String differs =
                postgres
                        ? column + " is distinct from " + value
                        : "not (" + column + " <=> " + value + ")";
        return "update "
                + table.name
                + " set "
                + column
                + " = "
                + value
                + where(table)
                + " and "
                + differs;
    }

    private String updateKey(Table table) {
        String column = pick(table.key);
        int value = keyPart(table);
        return "update "
                + table.name
                + " set "
                + column
                + " = "
                + value
                + where(table)
                + " and "
                + column
                + " <> "
                + value;
    }

    private String where(Table table) {
        boolean known = !table.drawn.isEmpty() && random.nextInt(6) > 0;
        Map<String, String> row = known ? pick(table.drawn) : Map.of();
        return " where "
                + table.key.stream()
                        .map(k -> k + " = " + row.getOrDefault(k, "" + keyPart(table)))
                        .collect(Collectors.joining(" and "));
    }

    private String some(Table table) {
        return " where " + table.key.getFirst() + " <= " + keyPart(table);
    }
}
