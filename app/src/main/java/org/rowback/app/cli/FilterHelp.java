package org.rowback.app.cli;

import picocli.CommandLine.Command;

/// `rowback help filter`: the filter language's manual page.
@Command(
        name = "filter",
        header = "The filter language of --where and of the window's bar.",
        description = {
            "%nOne row change is tested at a time. Terms side by side mean 'and'; or, not and"
                    + " parentheses; -- begins a comment.",
            "%n  table:shop.orders,pay.*,!*_audit   tables by glob; ! takes out; a bare shop.orders"
                    + " does too",
            "  op:insert,update,delete,truncate,ddl",
            "  key == 42   key(7,'DE')             the row's primary key",
            "  changed(total)  changed(any{a,b})  changed(only{a,b})",
            "  old.total > 5  new.status == 'void'  col.note contains \"x\"   before, after, either"
                    + " side",
            "  delta(total) < -100                 after minus before",
            "  time in 14:13..14:21                in the zone of --tz; the date where the case has"
                    + " one day only",
            "  tx == 88   gtid in {UUID:1201..1260}   xid in {731,745}   pos =="
                    + " binlog.000412:91822",
            "  thread == 8812   server == 1   source == binlog.000412   query contains \"agent-7\" "
                    + "  tx.rows > 1000",
            "%nOperators: == != < <= > >= contains startswith ~ (regular expression), in {a,b}, in"
                    + " a..b (b left out), is null, is empty, is logged; and eq ne lt le gt ge.",
            "%nMissing is not false: a term that needs a value which the log does not hold makes a"
                + " change undecidable; such changes are not shown, and counted. maybe(...) takes"
                + " them in.",
            "%nExample:",
            "  table:shop.orders,shop.items op:update time in 14:13..14:21 changed(total) new.total"
                    + " == 0 and old.total > 0%n"
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
