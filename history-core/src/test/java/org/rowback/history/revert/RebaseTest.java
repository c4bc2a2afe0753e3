package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.EarlierPatch;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.patch.SignOffs;

import java.nio.file.Path;
import java.util.List;

/// A patch waits while the log goes on.
class RebaseTest {
    @TempDir Path folder;
    private final Shop shop = new Shop();
    private RevertPlan first;

    @BeforeEach
    void writePatch() throws RowbackException {
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, 0, 5, "a")));
        shop.bad(update(ITEMS, row(2, 20, 5, "b"), row(2, 0, 5, "b")));
        shop.bad(insert(ITEMS, 3, 1, 1, "junk"));
        first = shop.plan();
        PatchWriter.write(first, folder.resolve("first"), "", ImportMonitor.NONE);
    }

    private EarlierPatch earlier() throws RowbackException {
        return EarlierPatch.read(folder.resolve("first"));
    }

    private RevertPlan again() throws RowbackException {
        return RevertPlanner.plan(
                shop.history,
                Selection.ofIds("again", earlier().picked().stream().asLongStream().toArray()),
                earlier().options(),
                ImportMonitor.NONE);
    }

    private static int number(RevertPlan plan, String key) {
        return plan.rows().stream()
                .filter(r -> r.key().equals(key))
                .mapToInt(PlannedRow::number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsNoDifferenceWhereNothingTouchedItsRows() throws RowbackException {
        shop.good(insert(ITEMS, 9, 1, 1, "new"));
        PlanDifference difference = PlanDifference.of(earlier(), again());
        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.same()).isEqualTo(3);
        assertThat(earlier().id()).isEqualTo(first.id());
        assertThat(earlier().options()).isEqualTo(RevertOptions.NONCONFLICTING);
    }

    @Test
    void tellsTheRowThatALaterWriteChanged() throws RowbackException {
        shop.good(update(ITEMS, row(2, 0, 5, "b"), row(2, 33, 5, "b")));
        PlanDifference difference = PlanDifference.of(earlier(), again());
        assertThat(difference.same()).isEqualTo(2);
        assertThat(difference.changed()).isEqualTo(1);
        assertThat(difference.first())
                .containsExactly(
                        new PlanDifference.RowDifference(
                                "shop.items", "2", "ready", "conflict by value"));
    }

    @Test
    void takesBackTheSignOffsThatItTouches() throws RowbackException {
        Path directory = folder.resolve("first");
        SignOffs.add(directory, "all", "");
        SignOffs.add(directory, "touched", Integer.toString(number(first, "2")));
        SignOffs.add(directory, "other", Integer.toString(number(first, "3")));
        shop.good(update(ITEMS, row(2, 0, 5, "b"), row(2, 33, 5, "b")));
        RevertPlan plan = again();
        PlanDifference difference = PlanDifference.of(earlier(), plan);
        List<SignOffs.SignOff> signed = SignOffs.of(directory);
        assertThat(signed)
                .extracting(SignOffs.SignOff::by, s -> s.isVoid(difference))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("all", true),
                        org.assertj.core.groups.Tuple.tuple("touched", true),
                        org.assertj.core.groups.Tuple.tuple("other", false));
        Path second = folder.resolve("second");
        PatchWriter.write(plan, second, "", ImportMonitor.NONE);
        SignOffs.carry(signed, difference, second, plan.id());
        List<SignOffs.SignOff> kept = SignOffs.of(second);
        assertThat(kept).extracting(SignOffs.SignOff::by).containsExactly("other");
        assertThat(kept.getFirst().patch()).isEqualTo(plan.id());
        assertThat(kept.getFirst().rows().stream().boxed()).containsExactly(number(plan, "3"));
    }
}
