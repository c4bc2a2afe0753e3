package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ADDRESSES;
import static org.rowback.history.revert.Shop.ROOMS;
import static org.rowback.history.revert.Shop.counted;
import static org.rowback.history.revert.Shop.delete;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.table;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.UniqueKey;
import org.rowback.history.simulation.Proof;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.Simulator;

import java.util.List;

class NewKeysTest {
    private static final SchemaVersion CUSTOMERS = counted(Shop.CUSTOMERS);
    private static final RevertOptions NEW_KEY =
            RevertOptions.STRICT.with(RevertOptions.Collisions.NEW_KEY);

    /// A key of two columns, one of which refers to a customer; its own children refer to both.
    private static final SchemaVersion LINES =
            table(
                    "lines",
                    List.of("customer", "line"),
                    List.of(),
                    List.of(
                            Shop.key(
                                    "l_c",
                                    "customer",
                                    "customers",
                                    "id",
                                    ForeignKey.Action.CASCADE)),
                    "customer",
                    "line");

    private static final SchemaVersion NOTES =
            table(
                    "notes",
                    List.of("id"),
                    List.of(),
                    List.of(
                            new ForeignKey(
                                    "n_l",
                                    List.of("customer", "line"),
                                    LINES.table(),
                                    List.of("customer", "line"),
                                    ForeignKey.Action.CASCADE,
                                    ForeignKey.Action.NO_ACTION)),
                    "id",
                    "customer",
                    "line");
    private static final SchemaVersion TREE =
            counted(
                    table(
                            "tree",
                            List.of("id"),
                            List.of(),
                            List.of(
                                    Shop.key(
                                            "t_t",
                                            "parent",
                                            "tree",
                                            "id",
                                            ForeignKey.Action.CASCADE)),
                            "id",
                            "parent"));
    private static final SchemaVersion USERS =
            counted(
                    table(
                            "users",
                            List.of("id"),
                            List.of(new UniqueKey("email", List.of("email"))),
                            List.of(),
                            "id",
                            "email"));

    private final Shop shop = new Shop();

    private List<String> shown() throws RowbackException {
        RevertPlan plan = shop.plan(NEW_KEY);
        assertThat(plan.refusal()).isEmpty();
        assertThat(Simulator.run(shop.history, plan, ImportMonitor.NONE).refusal()).isEmpty();
        return plan.statements().stream().map(Shop::show).toList();
    }

    private PlannedRow refused() throws RowbackException {
        List<PlannedRow> rows =
                shop.plan(NEW_KEY).rows().stream().filter(r -> r.undo().isEmpty()).toList();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().state()).isEqualTo(RowState.BLOCKED);
        return rows.getFirst();
    }

    @Test
    void putsARowBackWithAKeyAboveAllThatAreKnown() throws RowbackException {
        shop.good(insert(CUSTOMERS, 41, "Zoe"));
        shop.bad(delete(CUSTOMERS, 1, "Ann"));
        shop.good(insert(CUSTOMERS, 1, "Bob"));
        assertThat(shown()).containsExactly("INSERT customers id=2000 [] -> [id=2000,name=Ann]");
        PlannedRow row = shop.plan(NEW_KEY).rows().getFirst();
        assertThat(row.key()).isEqualTo("1");
        assertThat(row.reason())
                .contains("its new key is 2000, because its key 1 belongs to another row now");
        assertThat(row.cells().getFirst().fate()).isEqualTo(PlannedCell.Fate.NEW_KEY);
        assertThat(shop.plan(NEW_KEY).warnings().getLast()).contains("1 row gets a new key");
    }

    @Test
    void isNeverTheDefault() throws RowbackException {
        shop.bad(delete(CUSTOMERS, 1, "Ann"));
        shop.good(insert(CUSTOMERS, 1, "Bob"));
        assertThat(shop.only().undo()).isEmpty();
    }

    @Test
    void letsChildrenFollowToTheNewKey() throws RowbackException {
        shop.bad(delete(ADDRESSES, 5, 1, "Oslo"), delete(CUSTOMERS, 1, "Ann"));
        shop.good(insert(CUSTOMERS, 1, "Bob"));
        assertThat(shown())
                .containsExactly(
                        "INSERT customers id=2000 [] -> [id=2000,name=Ann]",
                        "INSERT addresses id=5 [] -> [id=5,customer=2000,city=Oslo]");
        assertThat(shop.plan(NEW_KEY).rows().get(1).reason())
                .contains("it follows shop.customers 1 to the new key 2000");
    }

    @Test
    void letsARowThatIsPointedBackFollow() throws RowbackException {
        shop.bad(
                update(ADDRESSES, row(5, 1, "Oslo"), row(5, 2, "Oslo")),
                delete(CUSTOMERS, 1, "Ann"));
        shop.good(insert(CUSTOMERS, 1, "Bob"));
        assertThat(shown())
                .containsExactly(
                        "INSERT customers id=2000 [] -> [id=2000,name=Ann]",
                        "UPDATE addresses id=5 [customer=2] -> [customer=2000]");
        PlannedCell cell = shop.plan(NEW_KEY).rows().get(1).cells().getFirst();
        assertThat(cell.before()).isEqualTo(Shop.value(1));
        assertThat(cell.target()).isEqualTo(Shop.value(2000));
    }

    @Test
    void leavesChildrenOfTheRowThatHasTheKeyNow() throws RowbackException {
        shop.bad(delete(CUSTOMERS, 1, "Ann"));
        shop.good(insert(CUSTOMERS, 1, "Bob"), insert(ADDRESSES, 6, 1, "Rome"));
        shop.bad(delete(ADDRESSES, 6, 1, "Rome"));
        assertThat(shown())
                .containsExactlyInAnyOrder(
                        "INSERT customers id=2000 [] -> [id=2000,name=Ann]",
                        "INSERT addresses id=6 [] -> [id=6,customer=1,city=Rome]");
    }

    @Test
    void followsKeysOfSeveralColumnsOverSeveralLevels() throws RowbackException {
        shop.bad(delete(NOTES, 9, 1, 7), delete(LINES, 1, 7), delete(CUSTOMERS, 1, "Ann"));
        shop.good(insert(CUSTOMERS, 1, "Bob"));
        assertThat(shown())
                .containsExactly(
                        "INSERT customers id=2000 [] -> [id=2000,name=Ann]",
                        "INSERT lines customer=2000,line=7 [] -> [customer=2000,line=7]",
                        "INSERT notes id=9 [] -> [id=9,customer=2000,line=7]");
    }

    @Test
    void letsARowThatRefersToItselfFollowItself() throws RowbackException {
        shop.bad(delete(TREE, 2, 1), delete(TREE, 1, 1));
        shop.good(insert(TREE, 1, Shop.NULL));
        assertThat(shown())
                .containsExactlyInAnyOrder(
                        "INSERT tree id=2000 [] -> [id=2000,parent=2000]",
                        "INSERT tree id=2 [] -> [id=2,parent=2000]");
    }

    @Test
    void givesEachRowAKeyOfItsOwn() throws RowbackException {
        shop.bad(delete(CUSTOMERS, 1, "Ann"), delete(CUSTOMERS, 2, "Eve"));
        shop.good(insert(CUSTOMERS, 1, "Bob"), insert(CUSTOMERS, 2, "Cy"));
        assertThat(shown())
                .containsExactlyInAnyOrder(
                        "INSERT customers id=2000 [] -> [id=2000,name=Ann]",
                        "INSERT customers id=2001 [] -> [id=2001,name=Eve]");
    }

    @Test
    void refusesWhereNothingSaysThatTheServerCountsTheKey() throws RowbackException {
        shop.bad(delete(Shop.CUSTOMERS, 1, "Ann"));
        shop.good(insert(Shop.CUSTOMERS, 1, "Bob"));
        assertThat(refused().reason()).contains("it can have no new key: nothing known");
    }

    @Test
    void refusesKeysOfSeveralColumns() throws RowbackException {
        shop.bad(delete(LINES, 1, 7));
        shop.good(insert(LINES, 1, 7));
        shop.good(delete(LINES, 1, 7), insert(LINES, 1, 7));
        assertThat(shop.plan(NEW_KEY).statements()).isEmpty();
    }

    @Test
    void leavesARowAloneWhoseUniqueValueIsTakenToo() throws RowbackException {
        shop.bad(delete(USERS, 1, "a@x"));
        shop.good(insert(USERS, 1, "b@x"), insert(USERS, 2, "a@x"));
        assertThat(refused().reason()).contains("email 'a@x' is held by another row now");
    }

    @Test
    void doesNotGiveChildrenOfALostRowToTheOneThatHasItsKey() throws RowbackException {
        shop.bad(
                delete(ROOMS, 3, 5),
                delete(ADDRESSES, 5, 1, "Oslo"),
                delete(Shop.CUSTOMERS, 1, "A"));
        shop.good(insert(Shop.CUSTOMERS, 1, "Bob"));
        RevertPlan plan = shop.plan();
        assertThat(plan.statements()).isEmpty();
        assertThat(plan.rows())
                .anySatisfy(
                        r ->
                                assertThat(r.reason())
                                        .isEqualTo(
                                                "it belongs to the row that was shop.customers 1"
                                                        + " before change 4 gave that key to"
                                                        + " another"));
    }

    @Test
    void theInverseTakesAwayWhatGotTheNewKey() throws RowbackException {
        shop.bad(delete(CUSTOMERS, 1, "Ann"));
        shop.good(insert(CUSTOMERS, 1, "Bob"));
        PlannedRow row = shop.plan(NEW_KEY).rows().getFirst();
        Undo inverse = row.undo().orElseThrow().inverse();
        assertThat(inverse.kind()).isEqualTo(Undo.Kind.DELETE);
        assertThat(inverse.key().getFirst().value()).isEqualTo(Shop.value(2000));
        Simulation simulation = Simulator.run(shop.history, shop.plan(NEW_KEY), ImportMonitor.NONE);
        assertThat(Proof.of(row, simulation.of(1)).orElseThrow().level())
                .isNotEqualTo(Proof.Level.PROVEN);
    }
}
