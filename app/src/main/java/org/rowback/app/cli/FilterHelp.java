package org.rowback.app.cli;

import picocli.CommandLine.Command;

/// `rowback help filter`: the filter language's manual page. A topic of help rather than a command: it is not listed
/// among them, and called as one it shows the same page.
///
/// Each line under `Terms:` begins with terms, three spaces or more before what they mean; each line under `Examples:`
/// is a filter that selects something in the demo's case. A test runs them all.
@Command(
        name = "filter",
        hidden = true,
        header = "The filter language of --where and of the window's bar.",
        description = {
            "%nOne row change is tested at a time. Terms side by side mean 'and'; or, not and"
                    + " parentheses; -- begins a comment.",
            "%nTerms:",
            "  table:shop.orders,pay*.*,!*_log      tables by glob; ! takes out",
            "  shop.orders                          the same as table:shop.orders",
            "  op:insert,update,delete,truncate,ddl",
            "  key == 42                            the row's primary key",
            "  shop.stock_levels key(7, 2)          a key of several columns",
            "  changed(total)                       the value is another one than before",
            "  changed(any{status,total})           at least one of them",
            "  changed(only{status,total})          no other column",
            "  old.total > 5                        the value before the change",
            "  new.status == 'cancelled'            the value after it",
            "  col.note contains \"gift\"             on either side",
            "  delta(total) < -100                  after minus before",
            "  time in 14:13..14:21                 in the zone of --tz; the date where the case"
                    + " has one day only",
            "  time >= 2026-05-12T14:13             the same with a date",
            "  tx == 2866                           the transaction's number in the case",
            "  tx.rows > 20                         transactions that changed many rows",
            "  tx.tables >= 3                       or many tables",
            "  id in 100..200                       the change's number in the case",
            "  gtid in {8e1c3a52-7f1b-11f0-9d3e-0242ac110002:1201..1260}",
            "  xid in {731, 745}                    the number that the engine gave it",
            "  pos == binlog.000042:91822           where it is logged",
            "  thread == 8812                       the connection",
            "  user startswith \"app\"                as far as the log says who",
            "  server == 1                          the server that wrote it first",
            "  source == binlog.000042              the log",
            "  query contains \"agent-7\"            the statement, where it is logged",
            "  image:full                           rows that were logged whole",
            "%nOperators: == != < <= > >= contains startswith ~ (regular expression), in {a,b}, in"
                    + " a..b (b left out), is null, is empty, is logged; and eq ne lt le gt ge.",
            "%nMissing is not false: a term that needs a value which the log does not hold makes a"
                + " change undecidable; such changes are not shown, and counted. maybe(...) takes"
                + " them in.",
            "%nExamples:",
            "  table:shop.orders,shop.order_items op:update time in 14:13..14:21",
            "  shop.products changed(price) new.price == 0 and old.price > 0",
            "  query contains \"pricing-agent\" tx.rows > 20",
            "  op:delete not (shop.audit_log or shop.stock_levels)",
            "  shop.orders changed(only{status}) new.status in {'cancelled','refunded'}",
            "  shop.customers col.email ~ '@example[.](net|com)$' delta(points) >= 10",
            "  maybe(shop.orders old.note is null)  -- and those whose old note was not logged%n"
        },
        synopsisHeading = "",
        customSynopsis = "")
final class FilterHelp implements Runnable {
    private final Console console;

    FilterHelp(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        RowbackCommand.commandLine(console).execute("help", "filter");
    }
}
