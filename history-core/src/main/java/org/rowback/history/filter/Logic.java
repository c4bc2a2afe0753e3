package org.rowback.history.filter;

import org.rowback.history.model.RowbackException;

import java.util.Comparator;
import java.util.List;

/// And, or, not over terms, three-valued; cheap terms are asked first.
final class Logic {
    private Logic() {}

    static List<Term> cheapFirst(List<Term> terms) {
        return terms.stream().sorted(Comparator.comparing(Term::needsImages)).toList();
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
                            .filter(term -> !(term instanceof Always))
                            .toList();
            return left.isEmpty()
                    ? new Always()
                    : left.size() == 1 ? left.getFirst() : new All(left);
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

    record Always() implements Term {
        @Override
        public Truth test(Subject subject) {
            return Truth.TRUE;
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
