package org.rowback.importers.mysql;

import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.SchemaReader;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.importers.mysql.event.Event;
import org.rowback.importers.mysql.event.FormatDescription;
import org.rowback.importers.mysql.event.GtidEvent;
import org.rowback.importers.mysql.event.MalformedEvent;
import org.rowback.importers.mysql.event.PlainEvents;
import org.rowback.importers.mysql.event.QueryEvent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads what the log holds as statements: the borders of transactions, DDL, and DML without rows; and the text that
/// rows were caused by.
final class StatementImport {
    private final HistoryWriter writer;
    private final Findings findings;
    private final TransactionAssembler transactions;
    private final DdlImport ddl;
    private final XaImport xa;
    private final QueryEvent query = new QueryEvent();
    private final List<String> context = new ArrayList<>();
    private int clientCharset;
    private long statement;

    StatementImport(
            HistoryWriter writer,
            Findings findings,
            TransactionAssembler transactions,
            DdlImport ddl,
            Window window,
            LogState state) {
        this.writer = writer;
        this.findings = findings;
        this.transactions = transactions;
        this.ddl = ddl;
        this.xa = new XaImport(writer, findings, transactions, window, state);
    }

    /// The text that rows which follow were caused by, as [org.rowback.history.importing.ChangeRecord#statement].
    long statement() {
        return statement;
    }

    /// The statement that rows belonged to is over.
    void statementEnds() {
        statement = 0;
        context.clear();
    }

    /// A variable that a statement which follows needs.
    void context(String assignment) {
        context.add(assignment);
    }

    /// ROWS_QUERY, ANNOTATE_ROWS: text of the statement whose rows follow.
    void text(Event event, Event at, int skipped) throws RowbackException {
        transactions.need(at);
        statement = 0;
        if (transactions.isWritten() && event.bodyEnd() > event.bodyStart() + skipped) {
            statement = keep(event.buffer(), event.bodyStart() + skipped, event.bodyEnd());
        }
    }

    private long keep(byte[] bytes, int start, int end) throws RowbackException {
        if (StatementText.isAscii(bytes, start, end)) {
            return writer.statement(bytes, start, end - start);
        }
        byte[] utf8 =
                StatementText.read(bytes, start, end, clientCharset)
                        .getBytes(StandardCharsets.UTF_8);
        return writer.statement(utf8, 0, utf8.length);
    }

    /// QUERY.
    void query(Event event, Event at, FormatDescription format)
            throws MalformedEvent, RowbackException {
        query.read(event, format);
        byte[] bytes = query.textBuffer();
        int start = query.textStart();
        int end = query.textEnd();
        if (query.clientCharset() != 0) {
            clientCharset = query.clientCharset();
        }
        Verb verb = Verb.of(bytes, start, end);
        switch (verb) {
            case BEGIN -> {
                transactions.begin(at);
                session(at);
            }
            case COMMIT -> {
                session(at);
                transactions.flag(Transaction.Flag.NON_TRANSACTIONAL);
                transactions.end(at, Transaction.Status.COMMITTED, 0, query.micros());
            }
            case ROLLBACK -> {
                session(at);
                transactions.end(at, Transaction.Status.ROLLED_BACK, 0, query.micros());
            }
            case SAVEPOINT -> {
                transactions.thread(query.threadId());
                transactions.savepoint(Verb.savepoint(text()));
            }
            case ROLLBACK_TO -> {
                transactions.thread(query.threadId());
                transactions.rollbackTo(Verb.savepoint(text()), at);
            }
            case XA_START, XA_END -> {
                xa.statement(verb, text(), query, at);
                session(at);
            }
            case XA_PREPARE, XA_COMMIT, XA_ROLLBACK -> xa.statement(verb, text(), query, at);
            case DDL -> ddl(at);
            case DML -> dml(at, "");
            case OTHER -> other(at);
        }
        if (verb == Verb.DDL || verb == Verb.DML) {
            context.clear();
        }
    }

    private String text() {
        return StatementText.read(
                query.textBuffer(), query.textStart(), query.textEnd(), clientCharset);
    }

    /// What a QUERY event says of the session that its transaction belongs to.
    private void session(Event at) {
        transactions.thread(query.threadId());
        transactions.user(query.user());
        if (query.foreignKeyChecksOff()) {
            foreignKeyChecksOff(at);
        }
        if (query.uniqueChecksOff()) {
            uniqueChecksOff(at);
        }
    }

    void foreignKeyChecksOff(Event at) {
        if (transactions.flag(Transaction.Flag.FOREIGN_KEY_CHECKS_OFF)
                && transactions.isWritten()) {
            findings.count(
                    Finding.Kind.CHECKS_OFF,
                    "foreign keys",
                    at,
                    "foreign_key_checks was off in %d transactions, here for the first time");
        }
    }

    void uniqueChecksOff(Event at) {
        if (transactions.flag(Transaction.Flag.UNIQUE_CHECKS_OFF) && transactions.isWritten()) {
            findings.count(
                    Finding.Kind.CHECKS_OFF,
                    "unique keys",
                    at,
                    "unique_checks was off in %d transactions, here for the first time");
        }
    }

    private void ddl(Event at) throws RowbackException {
        GtidEvent.AlterPart part = transactions.alterPart();
        boolean alone = !transactions.isOpen();
        transactions.need(at);
        session(at);
        if (part != GtidEvent.AlterPart.START && part != GtidEvent.AlterPart.ROLLBACK) {
            String text = text();
            long id = 0;
            if (transactions.isWritten()) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                id = writer.statement(utf8, 0, utf8.length);
            }
            SchemaReader.DdlEffect.Kind kind =
                    ddl.write(at, query, text, transactions.isWritten(), id);
            if (kind == SchemaReader.DdlEffect.Kind.DML) {
                report(at, text, "");
            } else if (kind != SchemaReader.DdlEffect.Kind.OTHER) {
                transactions.flag(Transaction.Flag.DDL);
            }
            if (text.stripTrailing().toUpperCase(Locale.ROOT).endsWith("START TRANSACTION")) {
                return;
            }
        }
        if (alone) {
            transactions.end(at, Transaction.Status.COMMITTED, query.ddlXid(), query.micros());
        }
    }

    private void dml(Event at, String prefix) throws RowbackException {
        boolean alone = !transactions.isOpen();
        transactions.need(at);
        session(at);
        report(at, text(), prefix);
        if (alone) {
            transactions.flag(Transaction.Flag.NON_TRANSACTIONAL);
            transactions.end(at, Transaction.Status.COMMITTED, 0, query.micros());
        }
    }

    private void report(Event at, String text, String prefix) throws RowbackException {
        if (!transactions.isWritten()) {
            return;
        }
        String with = context.isEmpty() ? "" : " (with " + String.join(", ", context) + ")";
        String where = query.database().isEmpty() ? "" : " in " + query.database();
        String failed =
                query.errorCode() == 0 ? "" : ", which ended with error " + query.errorCode();
        findings.event(
                Finding.Kind.STATEMENT_DML,
                at,
                prefix
                        + "logged as a statement"
                        + where
                        + failed
                        + ": "
                        + StatementText.brief(text)
                        + with);
    }

    private void other(Event at) throws RowbackException {
        if (transactions.isOpen()) {
            session(at);
        } else {
            transactions.consumeGtid();
        }
    }

    /// EXECUTE_LOAD_QUERY: LOAD DATA, logged as a statement and a file.
    void loadQuery(Event event, Event at, FormatDescription format)
            throws MalformedEvent, RowbackException {
        PlainEvents.check(event, format);
        query.read(event, format);
        dml(at, "");
        context.clear();
    }

    /// LOAD DATA as servers before 5.0.3 logged it.
    void oldLoad(Event at, String text) throws RowbackException {
        boolean alone = !transactions.isOpen();
        transactions.need(at);
        if (transactions.isWritten()) {
            findings.event(Finding.Kind.STATEMENT_DML, at, "logged as a statement: " + text);
        }
        if (alone) {
            transactions.end(at, Transaction.Status.COMMITTED, 0, -1);
        }
    }
}
