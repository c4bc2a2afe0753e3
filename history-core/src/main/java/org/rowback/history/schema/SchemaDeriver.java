package org.rowback.history.schema;

import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.SchemaReader;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.schema.SchemaTimeline.Point;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Derives every table's definitions along the log anew, from the DDL in the log and the schema files.
///
/// A schema file does not say which moment of the log it describes. The rule, for each table by itself: the file is
/// taken as the state before the log, and the DDL of the log is applied to it. Where logged layouts disprove that, or a
/// statement cannot be applied to it (a column to be added is there already), it is taken as the state after the first
/// DDL statement that concerns the table, then after the second, and so on to the last: as the state after the log. The
/// first assumption under which all layouts fit and all statements apply wins; failing that, the one with the fewest
/// contradictions. Before the moment that the file is taken to describe, nothing is known from it. Of several files that
/// define a table the one with the fewest contradictions wins, the later given of equals.
public final class SchemaDeriver {
    /// A DDL statement, in effect for changes with a greater id.
    public record LoggedDdl(long afterChange, DdlStatement statement) {}

    /// A layout that rows of a table were logged in.
    ///
    /// @param change the id of a change that used it
    public record LoggedLayout(long change, SchemaVersion described) {}

    private final Supplier<SchemaReader> readers;

    /// @param readers gives a new reader for each run through the log
    public SchemaDeriver(Supplier<SchemaReader> readers) {
        this.readers = readers;
    }

    /// @param ddl in log order
    /// @param files the tables of each schema file, in the order given
    /// @param layouts a table's layouts, each at the first change that used it after each DDL of the table (more do no
    ///     harm), in log order
    public Map<TableName, SchemaTimeline> derive(
            List<LoggedDdl> ddl, List<List<SchemaVersion>> files, List<LoggedLayout> layouts)
            throws RowbackException {
        DdlReplay alone = DdlReplay.of(readers.get(), ddl, List.of());
        Set<TableName> names = new LinkedHashSet<>();
        layouts.forEach(layout -> names.add(layout.described().table()));
        names.addAll(alone.tables());
        Map<TableName, List<Candidate>> candidates = new LinkedHashMap<>();
        for (List<SchemaVersion> file : files) {
            List<SchemaVersion> placed = place(file, names);
            DdlReplay before = DdlReplay.of(readers.get(), ddl, placed);
            names.addAll(before.tables());
            for (TableName name : before.tables()) {
                if (before.usesFile(name)) {
                    candidates.computeIfAbsent(name, _ -> new ArrayList<>());
                    candidates.get(name).add(choose(name, before, ddl, placed, layouts));
                }
            }
        }
        Map<TableName, SchemaTimeline> timelines = new LinkedHashMap<>();
        for (TableName name : names) {
            Optional<Candidate> best = best(candidates.getOrDefault(name, List.of()));
            List<String> remarks = new ArrayList<>(alone.problems(name));
            best.ifPresent(c -> c.contradictions().forEach(remarks::add));
            timelines.put(
                    name,
                    new SchemaTimeline(
                            name,
                            alone.points(name),
                            best.map(Candidate::points).orElse(List.of()),
                            best.map(Candidate::assumption).orElse(""),
                            remarks.stream().distinct().toList()));
        }
        return timelines;
    }

    /// An assumption of what a file describes, with what it leads to.
    ///
    /// @param covered how many layouts it speaks of
    private record Candidate(
            List<Point> points, String assumption, List<String> contradictions, int covered) {}

    private static Optional<Candidate> best(List<Candidate> candidates) {
        Candidate best = null;
        for (Candidate candidate : candidates) {
            if (best == null || candidate.contradictions().size() <= best.contradictions().size()) {
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private Candidate choose(
            TableName name,
            DdlReplay before,
            List<LoggedDdl> ddl,
            List<SchemaVersion> file,
            List<LoggedLayout> layouts)
            throws RowbackException {
        Candidate best =
                candidate(
                        before.points(name),
                        "the state before the log",
                        before.problems(name),
                        name,
                        layouts);
        Optional<SchemaVersion> given =
                file.stream().filter(version -> version.table().equals(name)).findFirst();
        if (best.contradictions().isEmpty() || given.isEmpty()) {
            return best;
        }
        List<LoggedDdl> concerning = before.concerning(name).stream().map(ddl::get).toList();
        for (int i = 0; i < concerning.size(); i++) {
            long after = concerning.get(i).afterChange();
            DdlReplay rest =
                    DdlReplay.of(readers.get(), concerning.subList(i + 1, concerning.size()), file);
            List<Point> points = new ArrayList<>();
            points.add(new Point(after, given));
            points.addAll(rest.points(name).subList(1, rest.points(name).size()));
            Candidate next =
                    candidate(
                            points,
                            i + 1 == concerning.size()
                                    ? "the state after the log"
                                    : "the state after change " + after,
                            rest.problems(name),
                            name,
                            layouts);
            if (next.contradictions().size() < best.contradictions().size()) {
                best = next;
            }
            if (best.contradictions().isEmpty()) {
                break;
            }
        }
        return best.covered() > 0 ? best : useless(best, name, before, layouts);
    }

    /// Nothing that was logged speaks for the file, and something against it.
    private static Candidate useless(
            Candidate last, TableName name, DdlReplay before, List<LoggedLayout> layouts) {
        List<String> reasons =
                candidate(before.points(name), "", before.problems(name), name, layouts)
                        .contradictions();
        return new Candidate(last.points(), last.assumption(), reasons, 0);
    }

    private static Candidate candidate(
            List<Point> points,
            String assumption,
            List<String> problems,
            TableName name,
            List<LoggedLayout> layouts) {
        List<String> contradictions = new ArrayList<>(problems);
        SchemaTimeline timeline =
                new SchemaTimeline(name, List.of(), points, assumption, List.of());
        int covered = 0;
        for (LoggedLayout layout : layouts) {
            if (layout.described().table().equals(name)) {
                covered += timeline.fileAt(layout.change()).isPresent() ? 1 : 0;
                timeline.merge(layout.described(), layout.change())
                        .misfits()
                        .forEach(misfit -> contradictions.add(misfit.sentence()));
            }
        }
        return new Candidate(points, assumption, contradictions, covered);
    }

    /// Tables of a file that names no database belong to whichever databases have a table of that name.
    private static List<SchemaVersion> place(
            List<SchemaVersion> file, Collection<TableName> names) {
        List<SchemaVersion> placed = new ArrayList<>();
        for (SchemaVersion version : file) {
            if (!version.table().database().isEmpty()) {
                placed.add(version);
                continue;
            }
            for (TableName name : names) {
                if (name.table().equals(version.table().table())) {
                    placed.add(Definitions.renamed(version, name));
                }
            }
        }
        return placed;
    }
}
