package org.rowback.ui.diff;

import org.rowback.history.model.Change;
import org.rowback.history.model.LogPosition;
import org.rowback.history.model.Transaction;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What is known of a change's transaction and of where it stands in the evidence, as name and value.
record Facts(String name, String value) {
    static List<Facts> of(Change change, TimeFormat times) {
        Transaction tx = change.transaction();
        List<Facts> facts = new ArrayList<>();
        add(facts, "fact.committed", times.full(tx.commitTimeMicros()) + precision(tx));
        add(facts, "fact.transaction", tx.id() + " · " + Figures.count(tx.changes(), "change"));
        add(facts, "fact.gtid", tx.gtid());
        add(facts, "fact.xid", tx.xid() == 0 ? "" : Long.toString(tx.xid()));
        add(facts, "fact.lsn", tx.lsn() == 0 ? "" : LogPosition.lsn(tx.lsn()));
        add(facts, "fact.thread", tx.thread() == 0 ? "" : Long.toString(tx.thread()));
        add(facts, "fact.user", tx.user());
        add(facts, "fact.server", tx.serverId() == 0 ? "" : Long.toString(tx.serverId()));
        add(
                facts,
                "fact.status",
                tx.status().counts() ? "" : Text.of("fact.status." + tx.status().name()));
        add(
                facts,
                "fact.session",
                tx.flags().stream()
                        .sorted()
                        .map(flag -> Text.of("fact.flag." + flag.name()))
                        .collect(Collectors.joining(", ")));
        add(facts, "fact.position", change.position() + row(change));
        add(facts, "fact.schema", change.schema().origin());
        add(
                facts,
                "fact.bytes",
                Text.of(
                        "fact.bytes.sides",
                        Integer.toString(change.rawBefore().length()),
                        Integer.toString(change.rawAfter().length())));
        return facts;
    }

    private static String precision(Transaction tx) {
        return tx.timeExactToMicros() ? "" : " " + Text.of("fact.seconds");
    }

    private static String row(Change change) {
        return change.position().row() == 0 ? "" : " row " + change.position().row();
    }

    private static void add(List<Facts> facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.add(new Facts(Text.of(key), value));
        }
    }
}
