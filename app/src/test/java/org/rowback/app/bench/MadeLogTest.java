package org.rowback.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowback.app.Imports;
import org.rowback.app.Wiring;
import org.rowback.app.bench.MadeLog.Form;
import org.rowback.app.bench.MadeLog.Made;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportResult;
import org.rowback.history.query.TableSummary;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class MadeLogTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void importsWithoutFindingsAndWithTheCountsThatWereMade(Vendor vendor) throws Exception {
        check(new Form(vendor, 1 << 30, false));
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void goesOnInTheNextFile(Vendor vendor) throws Exception {
        assertThat(check(new Form(vendor, 100_000, false)).files()).hasSizeGreaterThan(5);
    }

    @Test
    void compressesTransactions() throws Exception {
        check(new Form(Vendor.MYSQL, 1 << 30, true));
    }

    @Test
    void makesTheSameBytesOfTheSameSeed() throws Exception {
        Made one = MadeLog.make(folder.resolve("one"), Form.ORDINARY, 2_000, 5);
        Made two = MadeLog.make(folder.resolve("two"), Form.ORDINARY, 2_000, 5);
        assertThat(one.files().getFirst()).hasSameBinaryContentAs(two.files().getFirst());
        assertThat(one.bytes()).isEqualTo(Files.size(one.files().getFirst()));
    }

    private Made check(Form form) throws Exception {
        Made made = MadeLog.make(folder.resolve("logs"), form, 12_000, 1);
        try (CaseFile target = CaseFile.create(folder.resolve("case.rowback"), Wiring.codecs())) {
            ImportResult result =
                    Imports.run(
                            target,
                            List.of(),
                            ImportRequest.of(folder.resolve("logs")),
                            ImportMonitor.NONE);
            assertThat(result.findings()).isZero();
            assertThat(result.changes()).isEqualTo(made.changes()).isEqualTo(12_000);
            assertThat(result.transactions()).isEqualTo(made.transactions());
            List<TableSummary> tables = target.history().tables();
            assertThat(tables).hasSize(60);
            assertThat(tables.stream().mapToLong(TableSummary::inserts).sum())
                    .isEqualTo(made.inserts());
            assertThat(tables.stream().mapToLong(TableSummary::updates).sum())
                    .isEqualTo(made.updates());
            assertThat(tables.stream().mapToLong(TableSummary::deletes).sum())
                    .isEqualTo(made.deletes());
        }
        return made;
    }
}
