package org.rowback.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.rowback.ui.Services;
import org.rowback.ui.fx.Delay;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.review.ReviewView;
import org.rowback.ui.review.ReviewViewModel;
import org.rowback.ui.settings.CaseView;
import org.rowback.ui.settings.Frame;
import org.rowback.ui.settings.Settings;
import org.rowback.ui.start.StartView;
import org.rowback.ui.start.StartViewModel;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;
import org.rowback.ui.theme.Theme;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The window: the start screen or an open case, dialogs above, keys, files dropped anywhere. Lives on the FX thread.
public final class RowbackWindow implements WindowContext {
    private final Services services;
    private final TaskRunner tasks;
    private final Delay delay;
    private final Stage stage;
    private final Theme theme;
    private final Memory memory;
    private final FileDoors doors;
    private final Consumer<Path> folderOpener;
    private final StartViewModel start;
    private final StartView startView;
    private final StackPane content = new StackPane();
    private final DialogLayer dialogs = new DialogLayer(this::focusList);
    private final ObjectProperty<TimeFormat> times = new SimpleObjectProperty<>(TimeFormat.UTC);
    private Runnable closed = () -> {};
    private @Nullable Workbench workbench;

    /// @param save stores settings, off the FX thread
    /// @param folderOpener shows a folder in the system's file manager, off the FX thread
    public RowbackWindow(
            Services services,
            TaskRunner tasks,
            Delay delay,
            Stage stage,
            Theme theme,
            Settings settings,
            Consumer<Settings> save,
            Consumer<Path> folderOpener) {
        this.services = services;
        this.tasks = tasks;
        this.delay = delay;
        this.stage = stage;
        this.theme = theme;
        memory = new Memory(settings, save);
        doors = new FileDoors(stage);
        this.folderOpener = folderOpener;
        start = new StartViewModel(services, tasks, this::enter, this::forget);
        startView =
                new StartView(
                        start,
                        new StartView.Choosers(
                                this::chooseCase,
                                this::chooseNew,
                                () -> take(chooseEvidence()),
                                this::showReview),
                        services.version());
        times.set(new TimeFormat(settings.zone()));
        theme.choose(settings.theme());
        StackPane root = new StackPane(content, dialogs);
        root.getStyleClass().add("rb-window");
        Scene scene = new Scene(root, 1440, 900);
        theme.dress(scene);
        new WindowKeys(scene, dialogs, this::actions);
        doors.acceptDrops(scene, content, this::take);
        stage.setScene(scene);
        stage.setMinWidth(900);
        stage.setMinHeight(600);
        stage.setOnHidden(_ -> leave(closed));
        showStart();
    }

    /// What to do once the window is gone and its case is closed.
    public void whenClosed(Runnable action) {
        closed = action;
    }

    /// Puts the window where it was once.
    public void place(Frame frame) {
        CaseMemory.place(stage, frame);
    }

    /// What the window remembers now.
    public Settings settings() {
        return memory.settings();
    }

    @Override
    public Stage stage() {
        return stage;
    }

    public StartViewModel start() {
        return start;
    }

    /// The case that is open.
    Optional<Workbench> workbench() {
        return Optional.ofNullable(workbench);
    }

    /// The case that is open, for whoever drives the window from outside.
    public Optional<WorkbenchViewModel> open() {
        return workbench().map(Workbench::model);
    }

    /// Opens the export dialog, where there is something to export.
    public void export() {
        workbench().ifPresent(Workbench::export);
    }

    @Override
    public Services services() {
        return services;
    }

    @Override
    public Delay delay() {
        return delay;
    }

    @Override
    public void show(Node dialog) {
        dialogs.show(dialog);
    }

    @Override
    public void closeDialog() {
        dialogs.hide();
    }

    private void focusList() {
        workbench().ifPresent(open -> open.explorer().list().focusList());
    }

    @Override
    public TaskRunner tasks() {
        return tasks;
    }

    @Override
    public Theme theme() {
        return theme;
    }

    @Override
    public ObservableValue<TimeFormat> times() {
        return times;
    }

    @Override
    public void showStart() {
        leave(() -> {});
        start.list(memory.settings().recent());
        content.getChildren().setAll(startView);
        stage.setTitle(Text.of("app.name"));
    }

    /// Shows the review of a patch without a case: the folder is all that a reviewer has.
    public void showReview() {
        leave(() -> {});
        content.getChildren()
                .setAll(
                        new ReviewView(
                                new ReviewViewModel(Optional.empty(), tasks),
                                new ReviewView.Doors(
                                        this::chooseFolder,
                                        _ -> {},
                                        Optional.of(this::showStart))));
        stage.setTitle(Text.of("page.REVIEW") + " – " + Text.of("app.name"));
    }

    /// Shows a case.
    public void enter(StartViewModel.Opened opened) {
        leave(() -> {});
        Path file = opened.opened().file();
        memory.change(settings -> settings.opened(file, System.currentTimeMillis()));
        CaseView last = memory.settings().view(file);
        times.set(new TimeFormat(last.zone().orElse(memory.settings().zone())));
        last.frame().ifPresent(frame -> CaseMemory.place(stage, frame));
        Workbench now = new Workbench(this, opened);
        workbench = now;
        content.getChildren().setAll(now);
        stage.setTitle(file.getFileName() + " – " + Text.of("app.name"));
    }

    private void leave(Runnable then) {
        Workbench left = workbench;
        workbench = null;
        if (left == null) {
            then.run();
        } else {
            left.close(then);
        }
    }

    private void forget(Path file) {
        memory.change(settings -> settings.forget(file));
        start.list(memory.settings().recent());
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public void toggleTheme() {
        Theme.Choice next = theme.isDark() ? Theme.Choice.LIGHT : Theme.Choice.DARK;
        memory.change(settings -> settings.withTheme(next));
        theme.choose(next);
    }

    @Override
    public void showKeys() {
        show(new KeysView(actions()));
    }

    private List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        if (workbench != null) {
            actions.addAll(workbench.actions());
        }
        String window = Text.of("group.window");
        actions.add(
                Action.of(window, Text.of("tool.theme"), "Shortcut+Shift+L", this::toggleTheme));
        actions.add(Action.of(window, Text.of("start.open"), "Shortcut+O", this::chooseCase));
        actions.add(Action.of(window, Text.of("start.new"), "Shortcut+N", this::chooseNew));
        actions.add(Action.of(window, Text.of("zone.title"), "Shortcut+Shift+T", this::chooseZone));
        actions.add(
                Action.of(window, Text.of("palette.title"), "Shortcut+Shift+P", this::showPalette));
        if (workbench != null) {
            actions.add(Action.inPane(window, Text.of("tool.start"), "", this::showStart));
        }
        actions.add(Action.typed(window, Text.of("tool.keys"), "?", this::showKeys));
        return actions;
    }

    /// Takes files that were dropped.
    public void take(List<Path> files) {
        boolean evidence = files.stream().noneMatch(StartViewModel::isCase);
        if (workbench != null && evidence) {
            workbench.model().go(Page.IMPORT);
            workbench.model().importing().add(files);
        } else {
            start.drop(files);
        }
    }

    private void chooseCase() {
        doors.aCase().ifPresent(start::open);
    }

    private void chooseNew() {
        doors.aNewCase().ifPresent(start::create);
    }

    @Override
    public List<Path> chooseEvidence() {
        return doors.evidence();
    }

    @Override
    public Optional<Path> chooseFile(String title) {
        return doors.aFile(title);
    }

    @Override
    public Path chooseFolder(Path begin) {
        return doors.folder(begin);
    }

    @Override
    public void copy(String text) {
        ClipboardContent copied = new ClipboardContent();
        copied.putString(text);
        Clipboard.getSystemClipboard().setContent(copied);
    }

    /// Asks for an action by a few letters of its name.
    public void showPalette() {
        show(
                Pickers.actions(
                        actions(),
                        action -> {
                            closeDialog();
                            action.perform();
                        }));
    }

    @Override
    public void openFolder(Path folder) {
        folderOpener.accept(folder);
    }

    @Override
    public void chooseZone() {
        Instant about =
                open().flatMap(bench -> bench.explorer().totals().get())
                        .map(
                                totals ->
                                        Instant.EPOCH.plus(
                                                totals.lastTimeMicros(), ChronoUnit.MICROS))
                        .orElseGet(Instant::now);
        show(
                Pickers.zones(
                        about,
                        zone -> {
                            closeDialog();
                            use(zone);
                        }));
    }

    /// Writes times in a zone, and remembers it for the case that is open and for new ones.
    private void use(ZoneId zone) {
        times.set(new TimeFormat(zone));
        memory.change(settings -> settings.withZone(zone));
        open().map(bench -> bench.explorer().opened().file())
                .ifPresent(
                        file ->
                                memory.change(
                                        settings ->
                                                settings.looked(
                                                        file, settings.view(file).withZone(zone))));
    }
}
