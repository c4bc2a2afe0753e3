package org.rowback.ui.zone;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;
import org.rowback.ui.theme.Icons;

/// Says in which zone times are written; a click chooses another.
public final class ZoneChip extends Button {
    public ZoneChip(ObservableValue<TimeFormat> times, Runnable choose) {
        getStyleClass().addAll("flat", "rb-zone");
        setGraphic(Icons.icon(Material2OutlinedAL.ACCESS_TIME, 14));
        textProperty().bind(times.map(format -> format.zone().getId()));
        setTooltip(new Tooltip(Text.of("zone.hint")));
        accessibleTextProperty()
                .bind(times.map(format -> Text.of("zone.name", format.zone().getId())));
        setOnAction(_ -> choose.run());
    }
}
