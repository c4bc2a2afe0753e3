package org.rowback.importers.mysql;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.model.RowbackException;
import org.rowback.history.testing.SearchedInPlace;
import org.rowback.recording.Captures;
import org.rowback.recording.Captures.Capture;

import java.nio.file.Path;
import java.util.List;

/// What a scan's test sees of recorded rows: every type, minimal and NOBLOB images, JSON differences.
class SearchedCapturesTest {
    @TempDir Path folder;

    static List<Capture> captures() {
        return Captures.all();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void valuesReadWhereTheyLieAreThoseDecoded(Capture capture) throws RowbackException {
        try (CaseFile imported = NewCase.of(folder.resolve("case.rowback"), capture.log())) {
            SearchedInPlace.check(imported.history());
        }
    }
}
