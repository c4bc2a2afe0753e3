package org.rowback.ui.start;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.rowback.history.model.RowbackException;
import org.rowback.ui.OpenCase;
import org.rowback.ui.Services;
import org.rowback.ui.TimeRange;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.Progress;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.fx.Work;
import org.rowback.ui.settings.Settings;
import org.rowback.ui.text.Text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// The start screen: opens cases, creates them, takes what is dropped.
public final class StartViewModel {
    /// A case to show.
    ///
    /// @param brush what is brushed at first
    /// @param evidence what to import into it at once
    public record Opened(OpenCase opened, Optional<TimeRange> brush, List<Path> evidence) {
        public Opened {
            evidence = List.copyOf(evidence);
        }
    }

    /// A recent case, and whether its file is still there.
    public record Recent(Settings.RecentCase recent, boolean missing) {}

    private final Services services;
    private final Lane opening;
    private final Lane looking;
    private final Consumer<Opened> go;
    private final Consumer<Path> forget;
    private final ObservableList<Recent> recent = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Progress>> busy =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /// @param go told of the case to show
    /// @param forget takes a case off the list of recent ones
    public StartViewModel(
            Services services, TaskRunner tasks, Consumer<Opened> go, Consumer<Path> forget) {
        this.services = services;
        this.opening = tasks.lane();
        this.looking = tasks.lane();
        this.go = go;
        this.forget = forget;
    }

    public ObservableList<Recent> recent() {
        return recent;
    }

    /// What went wrong: one sentence; empty where nothing did.
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// What is under way; empty where nothing is.
    public ReadOnlyObjectProperty<Optional<Progress>> busy() {
        return busy.getReadOnlyProperty();
    }

    /// Lists recent cases; whether their files exist is looked up on a worker.
    public void list(List<Settings.RecentCase> cases) {
        looking.ask(
                _ ->
                        cases.stream()
                                .map(one -> new Recent(one, !services.isThere(one.file())))
                                .toList(),
                recent::setAll,
                this::fail);
    }

    /// Takes a case off the list of recent ones; its file stays.
    public void forget(Path file) {
        forget.accept(file);
    }

    public void open(Path file) {
        ask(
                Text.of("start.opening", file.getFileName()),
                _ -> new Opened(services.open(file), Optional.empty(), List.of()));
    }

    public void create(Path file) {
        create(file, List.of());
    }

    /// Opens the incident that ships with the program.
    public void demo() {
        ask(
                Text.of("start.demo.opening"),
                monitor -> {
                    Services.DemoCase demo = services.openDemo(monitor);
                    return new Opened(demo.opened(), demo.incident(), List.of());
                });
    }

    /// Files dropped on the window: a case is opened, evidence goes into a new case beside the first of it.
    public void drop(List<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        if (files.size() == 1 && isCase(files.getFirst())) {
            open(files.getFirst());
        } else if (files.stream().anyMatch(StartViewModel::isCase)) {
            problem.set(Text.of("start.drop.mixed"));
        } else {
            Path first = files.getFirst().toAbsolutePath();
            Path folder = first.getParent() == null ? first : first.getParent();
            create(folder.resolve(caseName(first)), files);
        }
    }

    public void cancel() {
        opening.cancel();
        busy.set(Optional.empty());
    }

    /// Whether a file is a case, by its name.
    public static boolean isCase(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".rowback");
    }

    static String caseName(Path evidence) {
        Path name = evidence.getFileName();
        return (name == null ? "case" : name.toString().replaceAll("[.]\\w+$", "")) + ".rowback";
    }

    private void create(Path file, List<Path> evidence) {
        ask(
                Text.of("start.creating", file.getFileName()),
                _ -> new Opened(createFree(file), Optional.empty(), evidence));
    }

    /// Never writes over a case: takes the next free name.
    private OpenCase createFree(Path wanted) throws RowbackException {
        Path file = wanted;
        for (int i = 2; Files.exists(file); i++) {
            file =
                    wanted.resolveSibling(
                            wanted.getFileName()
                                    .toString()
                                    .replace(".rowback", "-" + i + ".rowback"));
        }
        return services.create(file);
    }

    private void ask(String what, Work<Opened> work) {
        problem.set("");
        busy.set(Optional.of(new Progress(what, 0, 0, "")));
        opening.ask(
                work,
                progress -> busy.set(Optional.of(progress)),
                opened -> {
                    busy.set(Optional.empty());
                    go.accept(opened);
                },
                this::fail);
    }

    private void fail(RowbackException failure) {
        busy.set(Optional.empty());
        if (!(failure instanceof RowbackException.Cancelled)) {
            problem.set(String.valueOf(failure.getMessage()));
        }
    }
}
