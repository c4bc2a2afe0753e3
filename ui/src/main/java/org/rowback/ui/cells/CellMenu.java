package org.rowback.ui.cells;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.rowback.ui.filter.FilterViewModel;
import org.rowback.ui.text.Text;

import java.util.function.Consumer;

/// The menu of a cell: the filter verbs, each with the filter that it leads to, and the forms to copy it in.
public final class CellMenu {
    private static final int LONGEST = 70;

    private final FilterViewModel filter;
    private final CopyViewModel copies;
    private final ContextMenu menu = new ContextMenu();

    public CellMenu(FilterViewModel filter, CopyViewModel copies) {
        this.filter = filter;
        this.copies = copies;
        menu.getStyleClass().add("rb-cell-menu");
    }

    /// Shows it at a place on the screen.
    public void show(Node owner, CellSubject cell, double x, double y) {
        menu.getItems().clear();
        cell.term()
                .ifPresentOrElse(
                        term -> {
                            addVerbs("cell.apply", term, filter::use);
                            menu.getItems().add(new SeparatorMenuItem());
                            addVerbs("cell.prepare", term, filter::prepare);
                        },
                        () -> menu.getItems().add(heading(Text.of("cell.noterm"))));
        menu.getItems().add(new SeparatorMenuItem());
        for (CopyForm form : CopyForm.values()) {
            MenuItem item = new MenuItem(form.title());
            item.setId("copy-" + form.name());
            item.setOnAction(_ -> copies.copy(cell, form));
            menu.getItems().add(item);
        }
        menu.show(owner, x, y);
    }

    private void addVerbs(String key, String term, Consumer<String> use) {
        menu.getItems().add(heading(Text.of(key)));
        for (FilterVerb verb : FilterVerb.values()) {
            String text = verb.on(filter.applied().get().text(), term);
            MenuItem item = new MenuItem(null, line(verb.title(), text));
            item.setId(key.replace('.', '-') + "-" + verb.name());
            item.setOnAction(_ -> use.accept(text));
            menu.getItems().add(item);
        }
    }

    private static MenuItem heading(String text) {
        MenuItem item = new MenuItem(text);
        item.setDisable(true);
        item.getStyleClass().add("rb-menu-heading");
        return item;
    }

    private static HBox line(String name, String text) {
        Label verb = new Label(name);
        verb.setMinWidth(64);
        Label result = new Label(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        result.getStyleClass().addAll("rb-mono", "rb-menu-filter");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return new HBox(10, verb, result, gap);
    }
}
