package org.rowback.app.cli;

/// Exit statuses; a contract.
final class Exit {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int FINDINGS = 3;
    static final int REFUSED = 4;

    private Exit() {}
}
