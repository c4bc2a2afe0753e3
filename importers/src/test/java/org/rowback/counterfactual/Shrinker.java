package org.rowback.counterfactual;

import java.util.ArrayList;
import java.util.List;

/// Makes a script that shows something wrong as small as it can.
final class Shrinker {
    /// Whether a script still shows it.
    interface Shows {
        boolean test(Script script) throws Exception;
    }

    private Shrinker() {}

    static Script shrink(Script script, Shows shows) throws Exception {
        Script best = script;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Script candidate : candidates(best)) {
                if (candidate.hasBad() && shows.test(candidate)) {
                    best = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return best;
    }

    /// The script without half of its transactions, then without each one, then without single statements.
    private static List<Script> candidates(Script script) {
        List<Script> candidates = new ArrayList<>();
        int size = script.transactions().size();
        for (int step = Math.max(1, size / 2); step >= 1; step /= 2) {
            for (int from = size - step; from >= 0; from -= step) {
                List<Script.Transaction> rest = new ArrayList<>(script.transactions());
                rest.subList(from, from + step).clear();
                candidates.add(new Script(script.tables(), rest));
            }
        }
        for (int t = 0; t < size; t++) {
            List<Script.Statement> statements = script.transactions().get(t).statements();
            for (int s = 0; s < statements.size() && statements.size() > 1; s++) {
                List<Script.Statement> fewer = new ArrayList<>(statements);
                fewer.remove(s);
                List<Script.Transaction> changed = new ArrayList<>(script.transactions());
                changed.set(t, new Script.Transaction(fewer));
                candidates.add(new Script(script.tables(), changed));
            }
        }
        return candidates;
    }
}
