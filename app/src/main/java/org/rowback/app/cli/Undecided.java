package org.rowback.app.cli;

/// Missing is not false: says how many changes a filter could not decide.
final class Undecided {
    private Undecided() {}

    static void tell(Console console, long count) {
        if (count > 0) {
            console.out().flush();
            console.err()
                    .printf(
                            "%,d changes undecidable: the log does not hold a value that the filter"
                                    + " needs%n",
                            count);
        }
    }
}
