package org.rowback.history.simulation;

import java.util.List;

/// What a row's statement would do.
///
/// @param number of the row in the plan
/// @param rows how many rows it would find; what `apply.sql` demands, where it does not fail
/// @param problems why it would fail; empty where it would not
/// @param questions what the evidence does not decide, one sentence each
public record StatementOutcome(
        int number, Verdict verdict, int rows, List<String> problems, List<String> questions) {
    public StatementOutcome {
        problems = List.copyOf(problems);
        questions = List.copyOf(questions);
    }

    /// What a statement comes to.
    public enum Verdict {
        /// It finds its row and no constraint that is known refuses it.
        WORKS("finds its row"),
        /// There is nothing left for it to do, and that is no error.
        NOTHING("finds nothing to do"),
        /// It does not find its row, or a constraint refuses it: the patch would roll itself back.
        FAILS("fails");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// Whether nothing is left open.
    public boolean isDecided() {
        return questions.isEmpty();
    }
}
