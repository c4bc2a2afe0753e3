package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ABSENT;
import static org.rowback.history.revert.Shop.ITEMS;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Plays random good and bad writes in two plain worlds, one with the bad writes and one without, undoes the bad ones
/// in the first by the plan, and compares.
class CounterfactualTest {
    private static final int COLUMNS = 4;
    private static final Row TRUNCATE = new Row(ITEMS, Op.TRUNCATE, null, null, "TRUNCATE items");

    /// A world: rows by key.
    private static final class World extends TreeMap<Integer, ColumnValue[]> {
        private static final long serialVersionUID = 1L;

        World copy() {
            World copy = new World();
            forEach((k, v) -> copy.put(k, v.clone()));
            return copy;
        }
    }

    private final World damaged = new World();
    private final World without = new World();
    private final Set<Integer> touched = new HashSet<>();
    private Shop shop = new Shop();

    @Property(tries = 1500, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
    void mendsWhatIsProvenAndHarmsNothing(@ForAll long seed) throws RowbackException {
        play(new Random(seed), false, false);
        check();
    }

    @Property(tries = 800, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
    void mendsWhatTruncatesTookAndKeepsWhatGoodOnesTook(@ForAll long seed) throws RowbackException {
        play(new Random(seed), false, true);
        check();
    }

    @Property(tries = 800, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
    void harmsNothingWhereTheLogIsMinimal(@ForAll long seed) throws RowbackException {
        play(new Random(seed), true, false);
        check();
    }

    private void play(Random random, boolean minimal, boolean truncates) {
        shop = new Shop();
        damaged.clear();
        without.clear();
        touched.clear();
        if (truncates) {
            shop.good(TRUNCATE);
        }
        for (int key = 1; key <= 3; key++) {
            if (!truncates && random.nextBoolean()) {
                // There before the log begins.
                damaged.put(key, row(random, key));
                without.put(key, damaged.get(key).clone());
            }
        }
        for (int i = 0; i < 14; i++) {
            if (truncates && random.nextInt(8) == 0) {
                truncate(random.nextBoolean());
            }
            step(random, 1 + random.nextInt(5), random.nextInt(3) == 0, minimal);
        }
        while (touched.isEmpty()) {
            step(random, 1, true, minimal);
        }
    }

    private void truncate(boolean bad) {
        if (bad) {
            touched.addAll(damaged.keySet());
            shop.bad(TRUNCATE);
        } else {
            without.clear();
            shop.good(TRUNCATE);
        }
        damaged.clear();
    }

    private void step(Random random, int key, boolean bad, boolean minimal) {
        ColumnValue[] now = damaged.get(key);
        Row change;
        if (now == null) {
            ColumnValue[] row = row(random, key);
            change = Row.insert(ITEMS, row.clone());
            damaged.put(key, row);
            if (!bad) {
                without.put(key, row.clone());
            }
        } else if (random.nextInt(6) == 0) {
            change = Row.delete(ITEMS, minimal ? keyOnly(now) : now.clone());
            damaged.remove(key);
            if (!bad) {
                without.remove(key);
            }
        } else {
            ColumnValue[] after = now.clone();
            for (int c = 1; c < COLUMNS; c++) {
                if (random.nextInt(3) == 0) {
                    after[c] = value(random, c);
                }
            }
            if (Arrays.equals(now, after)) {
                return;
            }
            change =
                    Row.update(
                            ITEMS,
                            minimal ? keyOnly(now) : now.clone(),
                            minimal ? changed(now, after) : after.clone());
            damaged.put(key, after);
            if (!bad && without.containsKey(key)) {
                for (int c = 1; c < COLUMNS; c++) {
                    if (!now[c].equals(after[c])) {
                        without.get(key)[c] = after[c];
                    }
                }
            }
        }
        if (bad) {
            touched.add(key);
            shop.bad(change);
        } else {
            shop.good(change);
        }
    }

    private void check() throws RowbackException {
        World mended = damaged.copy();
        RevertPlan plan = shop.plan();
        for (PlannedRow row : plan.statements()) {
            apply(mended, row.undo().orElseThrow());
        }
        Map<Integer, PlannedRow> planned = new TreeMap<>();
        plan.rows().stream()
                .filter(r -> !r.key().equals("(table)"))
                .forEach(r -> planned.put(Integer.parseInt(r.key()), r));
        assertThat(planned.keySet()).isEqualTo(new TreeMap<>(asMap(touched)).keySet());
        for (int key = 1; key <= 5; key++) {
            PlannedRow row = planned.get(key);
            if (row == null
                    || (row.state().isConflict() && row.isOpen())
                    || (row.state() == RowState.UNPROVABLE && row.undo().isEmpty())) {
                boolean reusedAndBadAgain = row != null && row.undo().isPresent();
                if (!reusedAndBadAgain) {
                    assertThat(mended.get(key)).as("untouched %s", row).isEqualTo(damaged.get(key));
                }
                if (row == null) {
                    assertThat(mended.get(key)).isEqualTo(without.get(key));
                }
            } else {
                compare(key, row, mended);
            }
        }
    }

    private void compare(int key, PlannedRow row, World mended) {
        ColumnValue[] wanted = without.get(key);
        ColumnValue[] got = mended.get(key);
        if (wanted == null || got == null) {
            assertThat(got).as("%s", row).isEqualTo(wanted);
            return;
        }
        for (int c = 1; c < COLUMNS; c++) {
            String name = ITEMS.columns().get(c).name();
            boolean unproven =
                    row.cells().stream()
                            .anyMatch(
                                    cell ->
                                            cell.column().equals(name)
                                                    && cell.fate() == PlannedCell.Fate.UNPROVABLE);
            assertThat(got[c])
                    .as("%s of %s", name, row)
                    .isEqualTo(unproven ? damaged.get(key)[c] : wanted[c]);
        }
    }

    private static void apply(World world, Undo undo) {
        int key = (int) ((Datum.IntegerDatum) undo.key().getFirst().value()).value();
        if (undo.kind() == Undo.Kind.INSERT) {
            assertThat(world).doesNotContainKey(key);
            world.put(key, undo.set().stream().map(Cell::value).toArray(ColumnValue[]::new));
            return;
        }
        ColumnValue[] row = world.get(key);
        assertThat(row).as("%s finds its row", undo).isNotNull();
        for (Cell cell : undo.expect()) {
            assertThat(row[ITEMS.indexOf(cell.name())]).as("%s", undo).isEqualTo(cell.value());
        }
        if (undo.kind() == Undo.Kind.DELETE) {
            world.remove(key);
        } else {
            undo.set().forEach(c -> row[ITEMS.indexOf(c.name())] = c.value());
        }
    }

    private static Map<Integer, Integer> asMap(Set<Integer> keys) {
        Map<Integer, Integer> map = new TreeMap<>();
        keys.forEach(k -> map.put(k, k));
        return map;
    }

    private static ColumnValue[] keyOnly(ColumnValue[] row) {
        ColumnValue[] image = new ColumnValue[COLUMNS];
        Arrays.fill(image, ABSENT);
        image[0] = row[0];
        return image;
    }

    private static ColumnValue[] changed(ColumnValue[] before, ColumnValue[] after) {
        ColumnValue[] image = new ColumnValue[COLUMNS];
        for (int c = 0; c < COLUMNS; c++) {
            image[c] = before[c].equals(after[c]) ? ABSENT : after[c];
        }
        return image;
    }

    private static ColumnValue[] row(Random random, int key) {
        return new ColumnValue[] {
            Shop.value(key), value(random, 1), value(random, 2), value(random, 3)
        };
    }

    private static ColumnValue value(Random random, int column) {
        int drawn = random.nextInt(5);
        if (drawn == 0) {
            return ColumnValue.NULL;
        }
        return column == 3
                ? Shop.value(List.of("a", "b", "c", "d").get(drawn - 1))
                : Shop.value(drawn);
    }
}
