package org.rowback.history.dialect;

import org.rowback.history.revert.InPlace;
import org.rowback.history.revert.NumberRange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// A number moved by a difference. What the column can hold is compared with the column itself, so that nothing
/// overflows while it is compared.
final class DifferenceSql {
    private DifferenceSql() {}

    /// @param name the column, quoted
    static String moved(String name, InPlace.Difference change) {
        BigDecimal by = change.by();
        return name + (by.signum() < 0 ? " - " : " + ") + by.abs().toPlainString();
    }

    static List<String> allows(String name, InPlace.Difference change) {
        NumberRange movable = change.movable();
        List<String> conditions = new ArrayList<>();
        movable.least().ifPresent(l -> conditions.add(name + " >= " + l.toPlainString()));
        movable.greatest().ifPresent(g -> conditions.add(name + " <= " + g.toPlainString()));
        return conditions.isEmpty() ? List.of(name + " IS NOT NULL") : conditions;
    }
}
