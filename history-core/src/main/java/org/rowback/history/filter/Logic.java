package org.rowback.history.filter;

import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;
import org.rowback.history.query.ChangeKind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/// And, or, not over terms, three-valued; cheap terms are asked first.
final class Logic {
    private Logic() {}

    static List<Term> cheapFirst(List<Term> terms) {
        return terms.stream().sorted(Comparator.comparing(Term::needsImages)).toList();
    }

    /// What terms are joined for changes of one kind: those with one answer become one, and where that decides the
    /// others, they are not asked.
    ///
    /// @param nothing what joining no terms answers; its opposite decides
    private static Term joined(
            List<Term> terms,
            ChangeKind kind,
            Truth nothing,
            BinaryOperator<Truth> join,
            Function<List<Term>, Term> make) {
        Truth decided = nothing;
        List<Term> open = new ArrayList<>();
        for (Term term : terms) {
            Term among = term.among(kind);
            if (among instanceof Decided(Truth truth)) {
                decided = join.apply(decided, truth);
            } else {
                open.add(among);
            }
        }
        if (open.isEmpty() || decided == nothing.not()) {
            return new Decided(decided);
        }
        if (decided != nothing) {
            open.add(new Decided(decided));
        }
        return open.size() == 1 ? open.getFirst() : make.apply(open);
    }

    record All(List<Term> terms) implements Term {
        All {
            terms = cheapFirst(terms);
        }

        @Override
        public Truth test(Subject subject) throws RowbackException {
            Truth result = Truth.TRUE;
            for (Term term : terms) {
                result = result.and(term.test(subject));
                if (result == Truth.FALSE) {
                    return result;
                }
            }
            return result;
        }

        @Override
        public Bounds bounds() {
            return terms.stream().map(Term::bounds).reduce(Bounds.ALL, Bounds::and);
        }

        @Override
        public Bounds negatedBounds() {
            return terms.stream().map(Term::negatedBounds).reduce(Bounds::or).orElse(Bounds.ALL);
        }

        @Override
        public Term beyondBounds() {
            List<Term> left =
                    terms.stream()
                            .map(Term::beyondBounds)
                            .filter(term -> !term.equals(Decided.ALWAYS))
                            .toList();
            return left.isEmpty()
                    ? Decided.ALWAYS
                    : left.size() == 1 ? left.getFirst() : new All(left);
        }

        @Override
        public Term among(ChangeKind kind) {
            return joined(terms, kind, Truth.TRUE, Truth::and, All::new);
        }

        @Override
        public boolean needsContext() {
            return terms.stream().anyMatch(Term::needsContext);
        }

        @Override
        public boolean needsImages() {
            return terms.stream().anyMatch(Term::needsImages);
        }
    }

    record Any(List<Term> terms) implements Term {
        Any {
            terms = cheapFirst(terms);
        }

        @Override
        public Truth test(Subject subject) throws RowbackException {
            Truth result = Truth.FALSE;
            for (Term term : terms) {
                result = result.or(term.test(subject));
                if (result == Truth.TRUE) {
                    return result;
                }
            }
            return result;
        }

        @Override
        public Bounds bounds() {
            return terms.stream().map(Term::bounds).reduce(Bounds::or).orElse(Bounds.ALL);
        }

        @Override
        public Bounds negatedBounds() {
            return terms.stream().map(Term::negatedBounds).reduce(Bounds.ALL, Bounds::and);
        }

        @Override
        public Term among(ChangeKind kind) {
            return joined(terms, kind, Truth.FALSE, Truth::or, Any::new);
        }

        @Override
        public boolean needsContext() {
            return terms.stream().anyMatch(Term::needsContext);
        }

        @Override
        public boolean needsImages() {
            return terms.stream().anyMatch(Term::needsImages);
        }
    }

    record Opposite(Term term) implements Term {
        @Override
        public Truth test(Subject subject) throws RowbackException {
            return term.test(subject).not();
        }

        @Override
        public Bounds bounds() {
            return term.negatedBounds();
        }

        @Override
        public Bounds negatedBounds() {
            return term.bounds();
        }

        @Override
        public Term among(ChangeKind kind) {
            Term among = term.among(kind);
            return among instanceof Decided(Truth truth)
                    ? new Decided(truth.not())
                    : new Opposite(among);
        }

        @Override
        public boolean needsContext() {
            return term.needsContext();
        }

        @Override
        public boolean needsImages() {
            return term.needsImages();
        }
    }

    /// Undecidable counts as true.
    record Perhaps(Term term) implements Term {
        @Override
        public Truth test(Subject subject) throws RowbackException {
            return Truth.of(term.test(subject) != Truth.FALSE);
        }

        @Override
        public Term among(ChangeKind kind) {
            Term among = term.among(kind);
            return among instanceof Decided(Truth truth)
                    ? new Decided(Truth.of(truth != Truth.FALSE))
                    : new Perhaps(among);
        }

        @Override
        public Bounds bounds() {
            return term.bounds();
        }

        @Override
        public boolean needsContext() {
            return term.needsContext();
        }

        @Override
        public boolean needsImages() {
            return term.needsImages();
        }
    }

    /// One answer for every change.
    record Decided(Truth truth) implements Term {
        static final Decided ALWAYS = new Decided(Truth.TRUE);
        static final Decided NEVER = new Decided(Truth.FALSE);

        @Override
        public Truth test(Subject subject) {
            return truth;
        }

        @Override
        public boolean needsContext() {
            return false;
        }

        @Override
        public boolean needsImages() {
            return false;
        }
    }
}
