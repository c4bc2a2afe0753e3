package org.rowback.history.simulation;

import org.rowback.history.simulation.StatementOutcome.Verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What each statement of a plan would do, run in order on the rows that the log leaves. A few bytes a statement.
public final class Simulation {
    private record Notes(List<String> problems, List<String> questions) {
        static final Notes NONE = new Notes(List.of(), List.of());
    }

    private final String planId;
    private final List<String> open;
    private byte[] verdicts = new byte[1024];
    private byte[] rows = new byte[1024];
    private int[] notes = new int[1024];
    private int size;
    private final List<Notes> allNotes = new ArrayList<>(List.of(Notes.NONE));
    private final Map<Notes, Integer> places = new HashMap<>(Map.of(Notes.NONE, 0));

    /// @param open what is not known of the whole patch, one sentence each
    Simulation(String planId, List<String> open) {
        this.planId = planId;
        this.open = open;
    }

    /// Of the plan that was simulated.
    public String planId() {
        return planId;
    }

    /// What no statement of the patch could be tested for, one sentence each.
    public List<String> open() {
        return Collections.unmodifiableList(open);
    }

    /// Takes what a statement did; of a row with several, what they come to together.
    void add(StatementOutcome outcome) {
        int at = outcome.number();
        while (at >= verdicts.length) {
            verdicts = Arrays.copyOf(verdicts, 2 * verdicts.length);
            rows = Arrays.copyOf(rows, 2 * rows.length);
            notes = Arrays.copyOf(notes, 2 * notes.length);
        }
        StatementOutcome all = of(at).map(o -> together(o, outcome)).orElse(outcome);
        size = Math.max(size, at);
        verdicts[at] = (byte) (all.verdict().ordinal() + 1);
        rows[at] = (byte) all.rows();
        Notes said = new Notes(all.problems(), all.questions());
        notes[at] =
                places.computeIfAbsent(
                        said,
                        n -> {
                            allNotes.add(n);
                            return allNotes.size() - 1;
                        });
    }

    private static StatementOutcome together(StatementOutcome a, StatementOutcome b) {
        List<String> problems = new ArrayList<>(a.problems());
        problems.addAll(b.problems());
        List<String> questions = new ArrayList<>(a.questions());
        b.questions().stream().filter(q -> !questions.contains(q)).forEach(questions::add);
        Verdict verdict = a.verdict() == Verdict.FAILS ? Verdict.FAILS : b.verdict();
        return new StatementOutcome(
                a.number(), verdict, Math.max(a.rows(), b.rows()), problems, questions);
    }

    /// What the statement of a row would do; empty where the row has none.
    ///
    /// @param number of the row in the plan
    public Optional<StatementOutcome> of(int number) {
        if (number < 1 || number >= verdicts.length || verdicts[number] == 0) {
            return Optional.empty();
        }
        Notes said = allNotes.get(notes[number]);
        return Optional.of(
                new StatementOutcome(
                        number,
                        Verdict.values()[verdicts[number] - 1],
                        rows[number],
                        said.problems(),
                        said.questions()));
    }

    /// How many statements come to what.
    public Map<Verdict, Long> counts() {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        for (int i = 1; i <= size; i++) {
            if (verdicts[i] != 0) {
                counts.merge(Verdict.values()[verdicts[i] - 1], 1L, Long::sum);
            }
        }
        return counts;
    }

    /// Of how many statements the evidence leaves something open.
    public long openStatements() {
        long open = 0;
        for (int i = 1; i <= size; i++) {
            open += allNotes.get(notes[i]).questions().isEmpty() ? 0 : 1;
        }
        return open;
    }

    /// How many statements each question is asked of.
    public Map<String, Long> questions() {
        Map<String, Long> questions = new HashMap<>();
        for (int i = 1; i <= size; i++) {
            if (notes[i] != 0) {
                for (String question : allNotes.get(notes[i]).questions()) {
                    questions.merge(question, 1L, Long::sum);
                }
            }
        }
        return new java.util.TreeMap<>(questions);
    }

    /// The first statements that would fail, at most `limit`.
    public List<StatementOutcome> failures(int limit) {
        List<StatementOutcome> failures = new ArrayList<>();
        for (int i = 1; i <= size && failures.size() < limit; i++) {
            of(i).filter(o -> o.verdict() == Verdict.FAILS).ifPresent(failures::add);
        }
        return failures;
    }

    /// Why the patch cannot work; empty where nothing that is known speaks against it.
    public Optional<String> refusal() {
        List<StatementOutcome> failures = failures(1);
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        StatementOutcome first = failures.getFirst();
        long count = counts().getOrDefault(Verdict.FAILS, 0L);
        return Optional.of(
                "simulated on the rows that the log leaves, "
                        + count
                        + (count == 1 ? " statement fails" : " statements fail")
                        + ", the first is statement "
                        + first.number()
                        + ": "
                        + String.join("; ", first.problems())
                        + ": the patch would roll itself back");
    }
}
