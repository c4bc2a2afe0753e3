package org.rowback.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

import org.fxmisc.richtext.StyleClassedTextField;
import org.jspecify.annotations.Nullable;
import org.rowback.ui.Services;
import org.rowback.ui.fx.Delay;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.settings.Settings;
import org.rowback.ui.start.StartView;
import org.rowback.ui.start.StartViewModel;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;
import org.rowback.ui.theme.Theme;

import java.io.File;
import java.nio.file.Path;
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
    private final Consumer<Settings> save;
    private final Consumer<Path> folderOpener;
    private final StartViewModel start;
    private final StartView startView;
    private final StackPane content = new StackPane();
    private final DialogLayer dialogs = new DialogLayer(this::focusList);
    private final ObjectProperty<TimeFormat> times = new SimpleObjectProperty<>(TimeFormat.UTC);
    private Settings settings;
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
        this.settings = settings;
        this.save = save;
        this.folderOpener = folderOpener;
        start = new StartViewModel(services, tasks, this::enter);
        startView =
                new StartView(
                        start,
                        new StartView.Choosers(
                                this::chooseCase, this::chooseNew, () -> take(chooseEvidence())),
                        services.version());
        times.set(new TimeFormat(settings.zone()));
        theme.choose(settings.theme());
        StackPane root = new StackPane(content, dialogs);
        root.getStyleClass().add("rb-window");
        Scene scene = new Scene(root, 1440, 900);
        theme.dress(scene);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        scene.addEventHandler(DragEvent.DRAG_OVER, this::dragOver);
        scene.addEventHandler(DragEvent.DRAG_EXITED, _ -> dropping(false));
        scene.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
        stage.setScene(scene);
        stage.setMinWidth(900);
        stage.setMinHeight(600);
        stage.setOnHidden(_ -> leave());
        showStart();
    }

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
        leave();
        start.list(settings.recent());
        content.getChildren().setAll(startView);
        stage.setTitle(Text.of("app.name"));
    }

    /// Shows a case.
    public void enter(StartViewModel.Opened opened) {
        leave();
        Workbench now = new Workbench(this, opened);
        workbench = now;
        content.getChildren().setAll(now);
        Path file = opened.opened().file();
        stage.setTitle(file.getFileName() + " – " + Text.of("app.name"));
        remember(settings.opened(new Settings.RecentCase(file, System.currentTimeMillis(), 0)));
    }

    private void leave() {
        if (workbench != null) {
            workbench.close();
            workbench = null;
        }
    }

    private void remember(Settings now) {
        settings = now;
        save.accept(now);
    }

    @Override
    public void toggleTheme() {
        remember(settings.withTheme(theme.isDark() ? Theme.Choice.LIGHT : Theme.Choice.DARK));
        theme.choose(settings.theme());
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
        actions.add(Action.shown(window, Text.of("tool.keys"), "?"));
        return actions;
    }

    private void key(KeyEvent event) {
        if (dialogs.isVisible()) {
            if (event.getCode() == KeyCode.ESCAPE) {
                closeDialog();
                event.consume();
            }
            return;
        }
        Node focus = stage.getScene().getFocusOwner();
        boolean typing =
                (focus instanceof TextInputControl input && input.isEditable())
                        || focus instanceof StyleClassedTextField;
        if (!typing && "?".equals(event.getText())) {
            showKeys();
            event.consume();
            return;
        }
        boolean letter =
                !event.isShortcutDown() && !event.isAltDown() && !event.getCode().isFunctionKey();
        boolean textKey =
                letter || (event.getCode() == KeyCode.Z || event.getCode() == KeyCode.SPACE);
        if (typing && textKey) {
            return;
        }
        for (Action action : actions()) {
            if (action.key().map(key -> key.match(event)).orElse(false)) {
                action.perform();
                event.consume();
                return;
            }
        }
    }

    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            dropping(true);
            event.consume();
        }
    }

    private void dropping(boolean over) {
        content.getStyleClass().remove("rb-dropping");
        if (over) {
            content.getStyleClass().add("rb-dropping");
        }
    }

    private void dropped(DragEvent event) {
        dropping(false);
        take(event.getDragboard().getFiles().stream().map(File::toPath).toList());
        event.setDropCompleted(true);
        event.consume();
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
        FileChooser chooser = chooser("start.open");
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(Text.of("chooser.case"), "*.rowback"));
        File file = chooser.showOpenDialog(stage);
        if (file != null) {
            start.open(file.toPath());
        }
    }

    private void chooseNew() {
        FileChooser chooser = chooser("start.new");
        chooser.setInitialFileName("incident.rowback");
        File file = chooser.showSaveDialog(stage);
        if (file != null) {
            start.create(file.toPath());
        }
    }

    @Override
    public List<Path> chooseEvidence() {
        List<File> files = chooser("start.drop.choose").showOpenMultipleDialog(stage);
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    @Override
    public Path chooseFolder(Path begin) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Text.of("export.folder"));
        File chosen = chooser.showDialog(stage);
        return chosen == null ? begin : chosen.toPath();
    }

    @Override
    public void openFolder(Path folder) {
        folderOpener.accept(folder);
    }

    private static FileChooser chooser(String titleKey) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Text.of(titleKey));
        return chooser;
    }
}
