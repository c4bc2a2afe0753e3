package org.rowback.history.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.model.RowbackException.BadFilter;

import java.util.Arrays;
import java.util.List;

/// Changes: 1 insert order 1; 2 update it (status, total), 3 insert item, 4 insert audit; 5 minimal update of order 1
/// (status to NULL), 6 delete order 2. Negative: undecidable.
class FilterTest {
    private final Shop shop = new Shop();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                " | 1 2 3 4 5 6",
                "-- only a comment | 1 2 3 4 5 6",
                "table:shop.orders | 1 2 5 6",
                "table:orders,items | 1 2 3 5 6",
                "table:shop.{orders,items} | 1 2 3 5 6",
                "table:!*_audit | 1 2 3 5 6",
                "table:shop.*,!*_audit,!items | 1 2 5 6",
                "shop.orders op:update | 2 5",
                "SHOP.orders and op:UPDATE,delete | 2 5 6",
                "op:!update | 1 3 4 6",
                "op == insert | 1 3 4",
                "op in {insert, delete} | 1 3 4 6",
                "not op:update | 1 3 4 6",
                "!(op:update or op:delete) | 1 3 4",
                "new.total == 0 and old.total > 0 | 2 -5",
                "new.total eq 0.000 | 2 -5",
                "old.total > 100 | 2 -5",
                "maybe(old.total > 100) | 2 5",
                "op:update changed(total) | 2",
                "op:update changed(any{total,status}) | 2 5",
                "op:update changed(only{status}) | 5",
                "op:update changed(only{total,status}) | 2 5",
                "op:update changed(all{total,status}) | 2",
                "op:update changed() | 2 5",
                "delta(total) < -100 | 2 -5",
                "abs(delta(total)) > 100 | 2 -5",
                "new.status == 'paid' | 2",
                "new.status != 'paid' | 1 5",
                "old.status is empty | 6 -5",
                "new.status is null | 5",
                "new.status == null | 5",
                "new.status != null | 1 2",
                "new.status is not null | 1 2",
                "new.total is logged | 1 2",
                "new.total is not logged | 5",
                "old.status != new.status | 2 -5",
                "old.id == new.id | 2 -5",
                "col.status == 'new' | 1 2 -5",
                "col.status != 'new' | 6 -5",
                "new.status contains 'ai' | 2",
                "new.status startswith 'pa' | 2",
                "new.status ~ '^p.*d$' | 2",
                "lower(new.status) == 'paid' | 2",
                "len(new.status) == 3 | 1",
                "new.total in {0, 129.9} | 1 2 -5",
                "new.total in 0..129.9 | 2 -5",
                "new.total not in 0..129.9 | 1 3 4 6 -5",
                "key == 1 | 1 2 5",
                "key(1) | 1 2 5",
                "key(1,1) | 3",
                "key in {1, 2} | 1 2 5 6",
                "shop.items key(1,1) | 3",
                "time in 2026-10-04..2026-10-05 | 2 3 4",
                "time in 2026-10-04 14:13..14:21 | 2 3 4",
                "time in 2026-10-04T14:13..14:14 |",
                "time in 2026-10-04T12:13Z..2026-10-04T12:21Z | 2 3 4",
                "time >= 2026-10-05 | 5 6",
                "time in ..2026-10-04 | 1",
                "time ~ 2026-10-04T14:15 ±90s | 2 3 4",
                "time == 2026-10-04T14:14 | 2 3 4",
                "time in 14:13..14:21 -- only the 4th has it | 2 3 4",
                "tx == 2 | 2 3 4",
                "tx in 2..3 | 2 3 4",
                "tx > 2 | 5 6",
                "tx.rows >= 3 | 2 3 4",
                "tx.tables >= 3 | 2 3 4",
                "id in {3, 5} | 3 5",
                "thread == 8812 | 2 3 4 -5 -6",
                "thread in {7001, 8812} | 1 2 3 4 -5 -6",
                "thread is logged | 1 2 3 4",
                "xid in {2,3} | 2 3 4 5 6",
                "server == 1 | 1 2 3 4 5 6",
                "query contains \"agent-7\" | 2 -1 -3 -4 -5 -6",
                "gtid == 3E11FA47-71ca-11e1-9e33-c80aa9429562:2 | 2 3 4",
                "gtid in {3E11FA47-71ca-11e1-9e33-c80aa9429562:2..3} | 2 3 4",
                "gtid in {3E11FA47-71ca-11e1-9e33-c80aa9429562:2-3} | 2 3 4 5 6",
                "pos == binlog.000001:2002 | 2",
                "pos == binlog.000001:2000 | 2 3 4",
                "pos in binlog.000001:2003..binlog.000001:3006 | 3 4 5",
                "source:binlog.* | 1 2 3 4 5 6",
                "image:full | 1 2 3 4 6",
                "image:minimal | 5",
                "user == 'x' | -1 -2 -3 -4 -5 -6",
                "new.photo == 0x00 | -5",
                "op:delete new.status == 'x' |",
                "new.made == '2026-10-04' | -5",
            })
    void finds(String filter, String expected) throws Exception {
        List<Long> ids =
                expected == null
                        ? List.of()
                        : Arrays.stream(expected.strip().split(" ")).map(Long::valueOf).toList();
        assertThat(shop.find(filter == null ? "" : filter)).as(filter).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "table:shop.orders,shop.items new.statsu == 'x' | statsu | no column `statsu` in"
                        + " shop.items, shop.orders. Did you mean `status`?",
                "shop.orders new.total == 'abc' | 'abc' | total is DECIMAL(10,2); compare with a"
                        + " number.",
                "time in 08:00..20:00 | 08:00..20:00 | capture spans 3 days: pick 4 or 5 Oct.",
                "time in 14:13..14:21 and time in 7:00..23:00 | 7:00..23:00 | capture spans 3 days:"
                        + " pick 3, 4 or 5 Oct.",
                "shop.ordres | shop.ordres | no table `shop.ordres` in the case. Did you mean"
                        + " `shop.orders`?",
                "table:itmes | itmes | no table `itmes` in the case. Did you mean `items`?",
                "op:updat | updat | no operation `updat`; there are insert, update, delete,"
                        + " truncate, ddl. Did you mean `update`?",
                "thraed == 7 | thraed | no field `thraed`. Did you mean `thread`?",
                "total == 7 | total | no field `total`.",
                "orders.total == 7 | orders.total | no field `orders.total`. Did you mean"
                        + " `new.total`?",
                "new.status = paid | paid | status is VARCHAR(9); put text in quotes: 'paid'.",
                "new.status == 5 | 5 | status is VARCHAR(9); compare with text in quotes.",
                "new.status like 'a%' | like | there is no `like`; use contains, startswith, or ~"
                        + " with a regular expression.",
                "new.status ~ '[' | '[' | the regular expression is not one: missing closing ].",
                "new.status == 'paid | 'paid | the text has no closing '.",
                "(op:update | (op:update | the ( that opens here is not closed.",
                "op:update) | ) | this ) closes nothing.",
                "new.total == | | the filter ends here; a value is missing.",
                "new.total | | the filter ends here; an operator such as ==, <, in or contains is"
                        + " missing.",
                "new.total in 5 | 5 | after `in` comes {a, b} or a..b.",
                "key(1,2,3) | key(1,2,3) | the key of shop.items is (order_id, line): 3 values"
                        + " given.",
                "shop.items key == 1 | key | the key of shop.items is (order_id, line): 1 value"
                        + " given. Write key(a, b).",
                "time > 25:00 | 25:00 | there is no such time as `25:00`.",
                "time in 2026-03-29T02:30..03:00 | 2026-03-29T02:30 | there was no 02:30 on 29 Mar"
                        + " 2026 in Europe/Berlin: clocks went from 02:00 to 03:00.",
                "time > 2026-10-25T02:30 | 2026-10-25T02:30 | 02:30 happened twice on 25 Oct 2026"
                    + " in Europe/Berlin: write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00.",
                "pos == binlog.000002:4 | binlog.000002:4 | no source `binlog.000002` in the case."
                        + " Did you mean `binlog.000001`?",
                "gtid == 5 | 5 | `5` is no GTID; write UUID:7, UUID:5-9 or 0-1-7.",
                "new.made > 'x' | 'x' | made is DATETIME; compare with a date, e.g."
                        + " 2026-10-04T14:13.",
                "new.made > '2026-10-04T14:13Z' | '2026-10-04T14:13Z' | made is DATETIME; it has no"
                        + " zone; compare with a time without offset.",
                "new.photo == 7 | 7 | photo is BLOB; compare with hex, e.g. 0x0a1b.",
                "delta(status) > 1 | status | delta() takes a number; status is varchar(9).",
                "new.total > null | null | nothing is > null; use is null.",
                "time ~ 2026-10-04T14:17 ±9x | 9x | `9x` is no duration; write 90s, 5m, 2h or 1d.",
                "new.total === 0 | | expected a value, found `=`.",
                "image:ful | ful | no kind of image `ful`; there are full and partial. Did you mean"
                        + " `full`?",
            })
    void saysWhatIsWrongAndWhere(String filter, String where, String message) {
        assertThatThrownBy(() -> Filter.parse(filter, shop.catalog))
                .isInstanceOfSatisfying(
                        BadFilter.class,
                        e -> {
                            assertThat(e).hasMessage(message);
                            if (where != null) {
                                assertThat(filter.substring(e.offset(), e.offset() + e.length()))
                                        .isEqualTo(where);
                            }
                        });
    }

    @Test
    void warnsOfTermsThatNeverMatch() throws Exception {
        assertThat(Filter.parse("op:delete new.total == 1", shop.catalog).notes())
                .extracting(Note::kind, Note::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Note.Kind.WARNING, "a delete has no new side; never matches."));
    }

    @Test
    void tellsHowATimeWasUnderstood() throws Exception {
        assertThat(Filter.parse("time in 14:13..14:21", shop.catalog).notes())
                .extracting(Note::text)
                .containsExactly("2026-10-04T14:13:00+02:00 .. 2026-10-04T14:21:00+02:00");
    }

    @Test
    void bordersTheScanByTableTimeAndKey() throws Exception {
        Filter filter =
                Filter.parse("shop.orders time in 14:13..14:21 key == 1 op:update", shop.catalog);
        assertThat(filter.scan().fromMicros()).isEqualTo(Shop.micros("2026-10-04T12:13:00Z"));
        assertThat(filter.scan().toMicros()).isEqualTo(Shop.micros("2026-10-04T12:21:00Z"));
        assertThat(filter.scan().tables()).hasToString("{1}");
        assertThat(filter.scan().ops()).hasToString("[UPDATE]");
        assertThat(filter.rows().orElseThrow())
                .extracting(r -> r.key().toString())
                .containsExactly("1");
        assertThat(Filter.parse("tx == 2", shop.catalog).scan().toId()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table:shop.orders,shop.items op:update time in 2026-10-04T14:13..14:21"
                        + " changed(total) new.total == 0 and old.total > 0",
                "shop.orders key in {4711, 4712} or (new.status == 'void' and not thread in {7001,"
                        + " 7002})",
                "old.`status` is null && ! op:delete || id <= 4 -- c"
            })
    void readsInUnderFiveMilliseconds(String text) throws Exception {
        for (int i = 0; i < 200; i++) {
            Filter.parse(text, shop.catalog);
        }
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            Filter.parse(text, shop.catalog);
        }
        assertThat((System.nanoTime() - start) / 20).isLessThan(5_000_000);
    }

    @Test
    void coloursAlsoWhatItCannotRead() {
        String text = "op:update new.total == 0 and nonsense ==";
        assertThat(Filter.tokens(text))
                .extracting(t -> t.kind() + " " + text.substring(t.span().offset(), t.span().end()))
                .containsExactly(
                        "FIELD op",
                        "OPERATOR :",
                        "WORD update",
                        "FIELD new",
                        "FIELD .",
                        "COLUMN total",
                        "OPERATOR ==",
                        "NUMBER 0",
                        "KEYWORD and",
                        "ERROR nonsense ==");
    }
}
