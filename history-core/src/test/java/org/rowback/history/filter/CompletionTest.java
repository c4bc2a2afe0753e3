package org.rowback.history.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class CompletionTest {
    private final Shop shop = new Shop();

    private List<String> offered(String text) {
        return Completion.at(text, text.length(), shop.catalog).stream()
                .map(Completion.Item::insert)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "th | thread",
                "table:shop.orders new.st | status",
                "table:items new. | line order_id price",
                "op:up | update",
                "op:insert,del | delete",
                "table:it | items",
                "table:shop.orders,!shop.orders_ | shop.orders_audit",
                "shop.orders changed(sta | status",
                "shop.orders changed(any{id, tot | total",
                "shop.orders new.status is n | null not null not logged",
                "op in {up | update",
                "source == | 'binlog.000001'",
                "shop.orders new.total == old | old.total",
            })
    void offersWhatMayStandThere(String text, String expected) {
        assertThat(String.join(" ", offered(text))).as(text).isEqualTo(expected);
    }

    @Test
    void offersOperatorsThatTheTypeAllows() {
        assertThat(offered("shop.orders new.status "))
                .contains("contains", "==")
                .doesNotContain("<");
        assertThat(offered("shop.orders new.total "))
                .contains("<", ">=")
                .doesNotContain("contains");
        assertThat(offered("time ")).startsWith("in");
    }

    @Test
    void offersNothingInsideText() {
        assertThat(offered("new.status == 'th")).isEmpty();
        assertThat(offered("op:update -- th")).isEmpty();
    }

    @Test
    void replacesTheWholeWord() {
        Completion.Item item = Completion.at("op:upd", 6, shop.catalog).getFirst();
        assertThat(item.replace()).isEqualTo(new Span(3, 3));
    }

    @Test
    void offersAllFieldsAtFirst() {
        assertThat(offered("")).contains("table:", "op:", "new.", "time", "shop.orders");
        assertThat(offered("op:update ")).startsWith("and", "or").contains("table:");
    }
}
