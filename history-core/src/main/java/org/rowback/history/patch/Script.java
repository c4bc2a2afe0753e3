package org.rowback.history.patch;

import java.util.Locale;

/// A script of a patch.
enum Script {
    PREFLIGHT("preflight: reads only; says of each row whether the patch would find it"),
    APPLY("apply: undoes the selected changes, all or nothing"),
    VERIFY("verify: reads only; says whether each row is as it should be after apply.sql"),
    INVERSE("inverse: takes apply.sql back, all or nothing");

    /// What it does, for a reader.
    final String what;

    Script(String what) {
        this.what = what;
    }

    String file() {
        return name().toLowerCase(Locale.ROOT) + ".sql";
    }
}
