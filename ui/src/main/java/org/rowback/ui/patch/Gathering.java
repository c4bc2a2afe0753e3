package org.rowback.ui.patch;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.ui.changes.ChangePages;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.Text;

import java.util.BitSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Gathers, on a worker, the changes that answer a question.
final class Gathering {
    private final Lane lane;
    private final BiConsumer<String, BitSet> put;
    private final Consumer<String> say;

    /// @param put puts changes into the patch, as one step with a name for people
    /// @param say tells the user what came of it
    Gathering(TaskRunner tasks, BiConsumer<String, BitSet> put, Consumer<String> say) {
        lane = tasks.lane();
        this.put = put;
        this.say = say;
    }

    void ask(String rule, ChangePages answers) {
        say.accept(Text.of("basket.gathering"));
        lane.ask(
                monitor -> ids(answers, monitor),
                ids -> {
                    if (ids.isEmpty()) {
                        say.accept(Text.of("basket.nothing"));
                    } else {
                        put.accept(rule, ids);
                    }
                },
                failure -> say.accept(String.valueOf(failure.getMessage())));
    }

    private static BitSet ids(ChangePages answers, ImportMonitor monitor) throws RowbackException {
        BitSet ids = new BitSet();
        try (var cursor = answers.open(1, Long.MAX_VALUE, true, monitor)) {
            while (cursor.next()) {
                monitor.check();
                ids.set(Math.toIntExact(cursor.get().id()));
            }
        }
        return ids;
    }
}
