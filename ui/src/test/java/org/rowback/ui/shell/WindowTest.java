package org.rowback.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;

import org.fxmisc.richtext.StyleClassedTextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.ui.TimeRange;
import org.rowback.ui.cells.CopyForm;
import org.rowback.ui.changes.ChangeRow;
import org.rowback.ui.explorer.ExplorerViewModel;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fixture.TestServices;
import org.rowback.ui.fx.FxThread;
import org.rowback.ui.fx.StallWatchdog;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.patch.PatchViewModel;
import org.rowback.ui.settings.Settings;
import org.rowback.ui.start.StartViewModel;
import org.rowback.ui.theme.Theme;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// What a hand does, on the real window.
class WindowTest {
    private static final History HISTORY = Incident.history(40);

    private final FxRobot robot = new FxRobot();
    private final TestServices services = new TestServices(HISTORY);
    private final List<Throwable> bugs = new ArrayList<>();
    private final AtomicReference<Settings> saved =
            new AtomicReference<>(Settings.DEFAULT.withTheme(Theme.Choice.LIGHT));
    private RowbackWindow window;

    @BeforeEach
    void open() {
        FxThread.start();
        window =
                FxThread.call(
                        () -> {
                            Stage stage = new Stage();
                            RowbackWindow built =
                                    new RowbackWindow(
                                            services,
                                            new TaskRunner(
                                                    FxThread.workers(), FxThread.SOON, bugs::add),
                                            FxThread.DELAY,
                                            stage,
                                            new Theme(),
                                            saved.get(),
                                            saved::set,
                                            _ -> {});
                            stage.setX(0);
                            stage.setY(0);
                            stage.setWidth(990);
                            stage.setHeight(900);
                            stage.show();
                            return built;
                        });
    }

    @AfterEach
    void close() {
        FxThread.call(
                () -> {
                    window.stage().hide();
                    return true;
                });
        assertThat(bugs).isEmpty();
    }

    private void enterCase(Path file) throws TimeoutException {
        FxThread.call(
                () -> {
                    window.enter(
                            new StartViewModel.Opened(
                                    services.opened(file), Optional.empty(), List.of()));
                    return true;
                });
        until(() -> !bench().explorer().changes().visible().isEmpty());
        until(() -> bench().explorer().tally().get().isPresent());
    }

    private WorkbenchViewModel bench() {
        return window.open().orElseThrow();
    }

    private void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                30, TimeUnit.SECONDS, () -> FxThread.call(() -> holds(condition)));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private <T extends Node> T node(String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private void focusList() {
        FxThread.call(
                () -> {
                    node("changes", Node.class).requestFocus();
                    return true;
                });
    }

    private void type(String text) {
        FxThread.call(
                () -> {
                    node("filter", StyleClassedTextField.class).replaceText(text);
                    return true;
                });
    }

    @Test
    void brushingTheTimelineFiltersTheList() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        long all = bench().explorer().tally().get().orElseThrow().hits();
        Bounds bounds =
                FxThread.call(
                        () -> {
                            Node timeline = node("timeline", Node.class);
                            return timeline.localToScreen(timeline.getBoundsInLocal());
                        });
        double y = bounds.getMinY() + 90;
        robot.moveTo(bounds.getMinX() + 400, y)
                .press(MouseButton.PRIMARY)
                .moveTo(bounds.getMinX() + 480, y)
                .moveTo(bounds.getMinX() + 560, y)
                .release(MouseButton.PRIMARY);
        until(() -> bench().explorer().timeline().brush().get().isPresent());
        until(
                () ->
                        bench().explorer()
                                .tally()
                                .get()
                                .map(t -> t.hits() > 0 && t.hits() < all)
                                .orElse(false));
        TimeRange brushed = bench().explorer().timeline().brush().get().orElseThrow();
        assertThat(bench().explorer().changes().visible())
                .allMatch(row -> brushed.contains(row.timeMicros()));
    }

    @Test
    void aTypoInTheFilterIsExplained() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        type("table:shop.orders new.totl == 0");
        until(() -> node("filter-message", Label.class).getText().contains("totl"));
        assertThat(bench().explorer().filter().applied().get().filter()).isEmpty();
    }

    @Test
    void enterPutsTheFilterInForce() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        robot.press(KeyCode.SLASH).release(KeyCode.SLASH);
        until(() -> node("filter", Node.class).isFocused());
        type("thread == 8812");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> bench().explorer().filter().applied().get().filter().isPresent());
        until(
                () ->
                        bench().explorer().changes().visible().stream()
                                .allMatch(row -> row.thread() == Incident.AGENT));
    }

    @Test
    void spacePutsAStatementIntoThePreview() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        FxThread.call(
                () -> {
                    bench().explorer().filter().use("thread == 8812");
                    return true;
                });
        until(
                () ->
                        bench().explorer().changes().visible().stream()
                                .allMatch(row -> row.thread() == Incident.AGENT));
        focusList();
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        until(() -> bench().patch().sql().get().text().contains("UPDATE"));
        assertThat(bench().patch().basket().get().size()).isEqualTo(1);
    }

    @Test
    void enterOnAChangeOpensTheHistoryOfItsRowAndAltLeftGoesBack() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        focusList();
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> bench().page().get() == Page.HISTORY);
        until(() -> bench().rowHistory().size() > 0);
        robot.press(KeyCode.ALT, KeyCode.LEFT).release(KeyCode.LEFT, KeyCode.ALT);
        until(() -> bench().page().get() == Page.EXPLORER);
    }

    @Test
    void cShowsTheCausesAndKeysLeadThroughTheGraphIntoThePatchAndTheHistory()
            throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        focusList();
        robot.press(KeyCode.C).release(KeyCode.C);
        until(() -> bench().page().get() == Page.CAUSES && bench().causes().size() > 1);
        long asked = bench().causes().selectedChange();
        assertThat(asked).isEqualTo(bench().explorer().changes().currentId().get());
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        until(() -> bench().causes().selectedChange() != asked);
        Node graph = node("cause-graph", Node.class);
        assertThat(graph.getAccessibleText()).contains("shop.");
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        until(() -> !bench().patch().basket().get().isEmpty());
        robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
        until(() -> bench().causes().selectedChange() == asked);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> bench().page().get() == Page.HISTORY && bench().rowHistory().size() > 0);
    }

    @Test
    void evidenceDroppedOnACaseIsImportedIntoIt() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        FxThread.call(
                () -> {
                    window.take(List.of(Path.of("binlog.000412"), Path.of("notes.txt")));
                    return true;
                });
        until(() -> !bench().importing().busy().get());
        assertThat(bench().page().get()).isEqualTo(Page.IMPORT);
        assertThat(bench().importing().refused()).hasSize(1).first().asString().contains("notes");
    }

    @Test
    void exportWritesThePatch(@TempDir Path folder) throws TimeoutException {
        enterCase(folder.resolve("a.rowback"));
        FxThread.call(
                () -> {
                    bench().explorer().brush(Incident.BAD);
                    bench().explorer().filter().use("thread == 8812");
                    return true;
                });
        until(() -> bench().explorer().filter().applied().get().filter().isPresent());
        FxThread.call(
                () -> {
                    bench().stageAll();
                    return true;
                });
        until(() -> bench().patch().preview().get() instanceof PatchViewModel.Preview.Ready);
        robot.press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.E, KeyCode.CONTROL);
        until(() -> robot.lookup("#export-folder").tryQuery().isPresent());
        FxThread.call(
                () -> {
                    node("export-folder", TextField.class)
                            .setText(folder.resolve("patch").toString());
                    return true;
                });
        robot.clickOn("#export-write");
        until(() -> robot.lookup("#export-done").tryQuery().isPresent());
        assertThat(Files.exists(folder.resolve("patch").resolve("apply.sql"))).isTrue();
    }

    @Test
    void aReviewerNeedsNoCase() throws TimeoutException {
        robot.clickOn("#start-review");
        until(() -> robot.lookup("#review-open").tryQuery().isPresent());
        assertThat(window.open()).isEmpty();
        robot.clickOn(".rb-icon-button");
        until(() -> robot.lookup("#start-review").tryQuery().isPresent());
    }

    @Test
    void aMissingCaseFileIsExplainedOnTheStartScreen() throws TimeoutException {
        FxThread.call(
                () -> {
                    window.take(List.of(Path.of("/nowhere/at-all.rowback")));
                    return true;
                });
        until(() -> node("start-problem", Label.class).getText().contains("no such file"));
    }

    @Test
    void aZoneThatIsChosenWritesEveryTimeAnewAndIsRemembered() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        String before = firstTime();
        robot.clickOn(".rb-zone");
        until(() -> robot.lookup("#zones-text").tryQuery().isPresent());
        robot.write("kolkata").press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> !firstTime().equals(before));
        assertThat(firstTime()).isEqualTo("05:31:00.000");
        assertThat(bench().explorer().timeline().times().get().zone().getId())
                .isEqualTo("Asia/Kolkata");
        assertThat(bench().explorer().rule()).isEqualTo("every change");
        reopen();
        enterCase(Path.of("b.rowback"));
        enterCase(Path.of("a.rowback"));
        assertThat(firstTime()).isEqualTo("05:31:00.000");
    }

    private String firstTime() {
        TableView<?> list = node("changes", TableView.class);
        return String.valueOf(list.getColumns().get(1).getCellData(0));
    }

    @Test
    void aCaseIsShownAsItWasLeft() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        FxThread.call(
                () -> {
                    window.stage().setX(30);
                    window.stage().setWidth(950);
                    bench().explorer().brush(Incident.BAD);
                    bench().explorer().timeline().showBrush();
                    bench().explorer().filter().use("thread == 8812");

                    return true;
                });
        until(() -> bench().explorer().filter().applied().get().filter().isPresent());
        until(() -> bench().explorer().tally().get().isPresent());
        FxThread.call(
                () -> {
                    bench().explorer().changes().moveCurrent(9);
                    divider().setDividerPositions(0.5);
                    return true;
                });
        long cursor = bench().explorer().changes().currentId().get();
        TimeRange view = bench().explorer().timeline().view().get();
        reopen();
        enterCase(Path.of("a.rowback"));
        until(() -> bench().explorer().filter().applied().get().text().equals("thread == 8812"));
        until(() -> bench().explorer().tally().get().isPresent());
        ExplorerViewModel explorer = bench().explorer();
        assertThat(explorer.timeline().brush().get()).contains(Incident.BAD);
        assertThat(explorer.timeline().view().get()).isEqualTo(view);
        assertThat(explorer.changes().currentId().get()).isEqualTo(cursor);
        assertThat(explorer.changes().visible().get(9).id()).isEqualTo(cursor);
        assertThat(window.stage().getX()).isEqualTo(30);
        assertThat(window.stage().getWidth()).isEqualTo(950);
        until(() -> Math.abs(divider().getDividerPositions()[0] - 0.5) < 0.02);
    }

    private SplitPane divider() {
        return robot.lookup(".split-pane").queryAllAs(SplitPane.class).stream()
                .filter(pane -> pane.getOrientation() == Orientation.HORIZONTAL)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void recentCasesSayHowManyChangesTheyHave() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        FxThread.call(
                () -> {
                    window.showStart();
                    return true;
                });
        until(() -> !window.start().recent().isEmpty());
        var recent = window.start().recent().getFirst().recent();
        assertThat(recent.changes()).isEqualTo(totals());
        assertThat(recent.openedMillis()).isCloseTo(System.currentTimeMillis(), within(60_000L));
    }

    private static long totals() {
        try {
            return HISTORY.totals().changes();
        } catch (RowbackException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSelectionIsThereWhenTheCaseIsReopened() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        focusList();
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        until(() -> bench().patch().basket().get().size() == 1);
        reopen();
        enterCase(Path.of("a.rowback"));
        until(() -> bench().patch().basket().get().size() == 1);
        until(() -> bench().patch().preview().get() instanceof PatchViewModel.Preview.Ready);
    }

    @Test
    void thePaletteDoesWhatItsLettersMean() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        focusList();
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P)
                .release(KeyCode.P, KeyCode.SHIFT, KeyCode.CONTROL);
        until(() -> robot.lookup("#palette-text").tryQuery().isPresent());
        robot.write("evid").press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> bench().page().get() == Page.IMPORT);
        assertThat(robot.lookup("#palette-text").tryQuery()).isEmpty();
    }

    @Test
    void thePaletteSaysWhyAnActionCannotBeDone() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        focusList();
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P)
                .release(KeyCode.P, KeyCode.SHIFT, KeyCode.CONTROL);
        until(() -> robot.lookup("#palette-text").tryQuery().isPresent());
        robot.write("export").press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> robot.lookup("Nothing is selected.").tryQuery().isPresent());
        assertThat(robot.lookup("#palette-text").tryQuery()).isPresent();
    }

    @Test
    void ampersandAndMinusFilterByTheCellOfTheCursor() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        focusList();
        robot.type(KeyCode.RIGHT).type(KeyCode.RIGHT);
        FxThread.call(
                () -> {
                    press("&");
                    return true;
                });
        until(() -> bench().explorer().filter().applied().get().text().startsWith("thread == "));
        focusList();
        robot.type(KeyCode.LEFT).type(KeyCode.LEFT);
        FxThread.call(
                () -> {
                    press("-");
                    return true;
                });
        until(() -> bench().explorer().filter().applied().get().text().contains("not table:"));
    }

    /// The cell with a text that is highest on the screen: below it there is room for a menu.
    private Node topmost(String text) {
        return FxThread.call(
                () ->
                        robot.lookup(text).queryAll().stream()
                                .min(Comparator.comparingDouble(n -> n.localToScreen(0, 0).getY()))
                                .orElseThrow());
    }

    /// A character, whatever the keyboard's layout.
    private void press(String character) {
        Node list = node("changes", Node.class);
        Event.fireEvent(
                list,
                new KeyEvent(
                        KeyEvent.KEY_PRESSED,
                        "",
                        character,
                        KeyCode.UNDEFINED,
                        false,
                        false,
                        false,
                        false));
    }

    @Test
    void theMenuOfACellShowsTheFilterThatEachVerbLeadsTo() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        FxThread.call(
                () -> {
                    bench().explorer().filter().use("thread == 8812");
                    return true;
                });
        until(
                () ->
                        bench().explorer().changes().visible().stream()
                                .allMatch(row -> row.thread() == Incident.AGENT));
        robot.rightClickOn(topmost("shop.items"));
        until(() -> robot.lookup("#cell-apply-AND").tryQuery().isPresent());
        String and = "thread == 8812 table:shop.items";
        assertThat(robot.lookup(".rb-menu-filter").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains(
                        and,
                        "thread == 8812 not table:shop.items",
                        "thread == 8812 or table:shop.items");
        robot.clickOn("#cell-apply-AND");
        until(() -> bench().explorer().filter().applied().get().text().equals(and));
    }

    @Test
    void preparingAFilterLeavesTheOneInForce() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        robot.rightClickOn(topmost("shop.products"));
        until(() -> robot.lookup("#cell-prepare-NOT").tryQuery().isPresent());
        robot.clickOn("#cell-prepare-NOT");
        until(() -> bench().explorer().filter().text().get().equals("not table:shop.products"));
        assertThat(bench().explorer().filter().applied().get().text()).isEmpty();
        until(() -> node("filter", Node.class).isFocused());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CELL|shop.products",
                "FILTER|table:shop.products",
                "JSON|`{\"id\":1,`",
                "CSV|`side,id,sku,price,stock,attributes`",
                "UNDO|--",
                "COMMAND|rowback show a.rowback 1"
            })
    void copiesACellInEveryForm(CopyForm form, String begins) throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        robot.rightClickOn(topmost("shop.products"));
        until(() -> robot.lookup("#copy-" + form).tryQuery().isPresent());
        robot.clickOn("#copy-" + form);
        until(() -> String.valueOf(Clipboard.getSystemClipboard().getString()).startsWith(begins));
    }

    @Test
    void zShowsTheChangesAroundEachHit() throws TimeoutException {
        enterCase(Path.of("a.rowback"));
        FxThread.call(
                () -> {
                    bench().explorer().filter().use("table:shop.customers");
                    return true;
                });
        until(
                () ->
                        bench().explorer().changes().visible().stream()
                                .allMatch(row -> row.table().equals("shop.customers")));
        focusList();
        robot.type(KeyCode.Z);
        until(() -> bench().explorer().changes().visible().stream().anyMatch(ChangeRow::context));
        assertThat(bench().explorer().changes().visible())
                .anyMatch(row -> !row.context() && row.table().equals("shop.customers"));
        robot.press(KeyCode.SHIFT, KeyCode.Z).release(KeyCode.Z, KeyCode.SHIFT);
        until(() -> bench().explorer().changes().visible().stream().noneMatch(ChangeRow::context));
    }

    /// Closes the window and opens another with what the first one saved.
    private void reopen() {
        close();
        open();
    }

    @Test
    void theWatchdogNoticesAStall() throws TimeoutException {
        List<StallWatchdog.Stall> stalls = new ArrayList<>();
        StallWatchdog watchdog = new StallWatchdog(100, stalls::add);
        FxThread.call(
                () -> {
                    watchdog.start();
                    return true;
                });
        FxThread.call(
                () -> {
                    long until = System.nanoTime() + 400_000_000L;
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    return true;
                });
        until(() -> watchdog.worstMillis() > 100 && !stalls.isEmpty());
        watchdog.stop();
        assertThat(stalls.getFirst().millis()).isGreaterThan(100);
    }
}
