package org.rowback.ui.shell;

import javafx.scene.Node;

import org.rowback.ui.cells.CopyForm;
import org.rowback.ui.text.Text;
import org.rowback.ui.zone.ZoneChoice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The dialogs in which one picks by typing a few letters.
final class Pickers {
    private Pickers() {}

    /// @param at when the offsets shown are those
    static Node zones(Instant at, Consumer<ZoneId> taken) {
        return new Picker<>(
                "zones",
                Text.of("zone.prompt"),
                typed -> ZoneChoice.matching(typed, ZoneId.systemDefault(), at),
                choice -> new Picker.Line(choice.label(), choice.hint(), ""),
                choice -> taken.accept(choice.zone()));
    }

    static Node actions(List<Action> all, Consumer<Action> taken) {
        List<Action> doable = all.stream().filter(action -> !action.help()).toList();
        return new Picker<>(
                "palette",
                Text.of("palette.prompt"),
                typed -> ActionSearch.matching(typed, doable),
                ActionSearch::line,
                taken);
    }

    static Node copyForms(Consumer<CopyForm> taken) {
        return new Picker<>(
                "copyas",
                Text.of("key.copyas"),
                typed ->
                        Arrays.stream(CopyForm.values())
                                .filter(form -> Fuzzy.score(typed, form.title()) > 0)
                                .toList(),
                form -> new Picker.Line(form.title(), "", ""),
                taken);
    }
}
