package org.rowback.ui.causes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.rowback.history.ties.CauseRule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

class LayoutTest {
    private final Graphs graphs = new Graphs();

    /// 200 nodes of as many kinds, in five columns, tied at random to the column nearer.
    private Grouping tangle() {
        Random random = new Random(7);
        List<List<Integer>> columns = new ArrayList<>();
        columns.add(List.of(graphs.node("asked", 1, 0)));
        for (int depth = 1; depth <= 4; depth++) {
            List<Integer> column = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int node = graphs.node("t" + depth + "_" + i, 2, depth);
                List<Integer> nearer = columns.getLast();
                graphs.tie(nearer.get(random.nextInt(nearer.size())), node, CauseRule.FOREIGN_KEY);
                column.add(node);
            }
            columns.add(column);
        }
        return graphs.grouping(Set.of());
    }

    @Test
    void causesLieLeftAndConsequencesRightOfWhatWasAskedAbout() {
        int asked = graphs.node("products", 5, 0);
        int cause = graphs.node("products", 3, 1);
        int consequence = graphs.node("order_items", 9, 1);
        graphs.tie(cause, asked, CauseRule.LATER_WRITE);
        graphs.tie(asked, consequence, CauseRule.FOREIGN_KEY);
        Layout layout = graphs.layout();
        double middle = layout.left(layout.boxOf(asked).orElseThrow());
        assertThat(layout.left(layout.boxOf(cause).orElseThrow())).isLessThan(middle);
        assertThat(layout.left(layout.boxOf(consequence).orElseThrow())).isGreaterThan(middle);
    }

    @Test
    void manyOfOneTableAreOneBoxThatOpensIntoTransactionsAndThenRows() {
        int asked = graphs.node("products", 1, 0);
        for (int i = 0; i < 37; i++) {
            graphs.tie(asked, graphs.node("order_items", 2 + i / 20, 1), CauseRule.FOREIGN_KEY);
        }
        Grouping closed = graphs.grouping(Set.of());
        assertThat(closed.boxes()).extracting(box -> box.members().size()).containsExactly(1, 37);
        assertThat(CauseTexts.name(graphs.graph(), closed.boxes().get(1)))
                .isEqualTo("order_items ×37");
        assertThat(closed.links()).extracting(Link::ties).containsExactly(37);
        Box.Id all = closed.boxes().get(1).id();
        Grouping transactions = graphs.grouping(Set.of(all));
        assertThat(transactions.boxes())
                .extracting(box -> box.members().size())
                .containsExactly(1, 20, 17);
        Grouping rows = graphs.grouping(Set.of(all, transactions.boxes().get(2).id()));
        assertThat(rows.boxes()).hasSize(1 + 1 + 17);
    }

    @Test
    void guessesAreGatheredApartFromProvenTies() {
        int asked = graphs.node("products", 1, 0);
        for (int i = 0; i < 6; i++) {
            int node = graphs.node("orders", 2 + i, 1);
            graphs.tie(asked, node, i < 3 ? CauseRule.LATER_WRITE : CauseRule.SAME_ACTOR);
        }
        assertThat(graphs.grouping(Set.of()).boxes())
                .anyMatch(box -> box.rules().equals(Set.of(CauseRule.SAME_ACTOR)))
                .noneMatch(
                        box ->
                                box.rules().contains(CauseRule.SAME_ACTOR)
                                        && box.rules().contains(CauseRule.LATER_WRITE));
    }

    @Test
    void noTwoOf200BoxesOverlap() {
        Layout layout = Layout.of(tangle());
        assertThat(layout.boxes()).hasSize(201);
        for (int i = 0; i < 201; i++) {
            double x = layout.left(i);
            double y = layout.top(i);
            Layout.Area own = new Layout.Area(x, y, x + Layout.WIDTH, y + Layout.HEIGHT);
            assertThat(layout.boxesIn(own)).contains(i);
            for (int j = 0; j < i; j++) {
                double aside = Math.abs(layout.left(j) - x);
                double below = Math.abs(layout.top(j) - y);
                assertThat(aside >= Layout.WIDTH || below >= Layout.HEIGHT).isTrue();
            }
        }
    }

    @Test
    void whatCanBeDrawnWithoutCrossingsIs() {
        Grouping tangle = tangle();
        Map<Integer, List<Integer>> unsorted = new TreeMap<>();
        for (int i = 0; i < tangle.boxes().size(); i++) {
            unsorted.computeIfAbsent(tangle.boxes().get(i).column(), _ -> new ArrayList<>()).add(i);
        }
        assertThat(Ordering.crossings(tangle, unsorted)).isGreaterThan(1_000);
        assertThat(Ordering.crossings(tangle, Ordering.of(tangle))).isZero();
    }

    @Test
    void aPointFindsTheBoxUnderItAndNoneInTheGap() {
        Layout layout = Layout.of(tangle());
        for (int i = 0; i < layout.boxes().size(); i++) {
            double x = layout.left(i) + 3;
            double y = layout.top(i) + 3;
            assertThat(layout.boxAt(x, y)).contains(i);
            assertThat(layout.boxAt(x, y + Layout.HEIGHT)).isNotEqualTo(java.util.Optional.of(i));
            assertThat(layout.boxAt(x, layout.top(i) + Layout.HEIGHT + 2)).isEmpty();
        }
    }

    @Test
    void onlyTheBoxesInViewAreLookedAt() {
        Layout layout = Layout.of(tangle());
        Layout.Area view = new Layout.Area(layout.left(60), 0, layout.left(60) + 10, 200);
        assertThat(layout.boxesIn(view)).hasSizeBetween(3, 7);
    }

    @Test
    void aPointOnALineFindsTheLink() {
        Layout layout = Layout.of(tangle());
        Layout.Curve curve = layout.curve(3);
        assertThat(layout.linkAt(curve.x(0.95), curve.y(0.95), 4)).contains(3);
        assertThat(layout.linkAt(-5_000, 0, 4)).isEmpty();
    }

    @Test
    void theArrowToTheRightLeadsToALinkedBox() {
        Layout layout = Layout.of(tangle());
        int next = layout.step(0, 1, 0);
        assertThat(layout.boxes().get(next).column()).isEqualTo(1);
        assertThat(layout.step(next, -1, 0)).isZero();
        int below = layout.step(next, 0, 1);
        assertThat(layout.top(below)).isGreaterThan(layout.top(next));
        assertThat(layout.step(0, -1, 0)).isZero();
    }

    @Test
    void zoomingKeepsThePointUnderThePointer() {
        Viewport before = new Viewport(1, 40, 300);
        Viewport after = before.zoomed(1.25, 333, 120);
        assertThat(after.toScreenX(before.fromScreenX(333))).isCloseTo(333, within(0.6));
        assertThat(after.toScreenY(before.fromScreenY(120))).isCloseTo(120, within(0.6));
    }

    @Test
    void consequencesBehindAGuessAreNotCounted() {
        int asked = graphs.node("products", 1, 0);
        int proven = graphs.node("products", 2, 1);
        int guessed = graphs.node("orders", 3, 1);
        int behind = graphs.node("orders", 4, 2);
        int cause = graphs.node("products", 0, 1);
        graphs.tie(asked, proven, CauseRule.LATER_WRITE);
        graphs.tie(asked, guessed, CauseRule.COPIED);
        graphs.tie(guessed, behind, CauseRule.LATER_WRITE);
        graphs.tie(cause, asked, CauseRule.LATER_WRITE);
        assertThat(Distances.follow(graphs.graph()).stream()).containsExactly(proven);
    }
}
