package org.rowback.history.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Makes the change that led from one document to another to a third, by path, where that is decided: every path that
/// was changed is in the third as it was in the first. Arrays are changed as a whole.
///
/// Documents that a server keeps by content (MySQL's JSON, PostgreSQL's jsonb) come out as that server prints them:
/// its spaces, shorter keys first. Documents that are kept as text come out only where nothing of the text is in
/// doubt: all three are written in one style with the same keys in the same order, and only values differ.
public final class JsonMerge {
    private JsonMerge() {}

    /// The document that the change from `from` to `to` makes of `onto`; empty where that is not decided, or one is no
    /// object.
    ///
    /// @param isText whether documents are kept as text
    public static Optional<String> apply(String from, String to, String onto, boolean isText) {
        Optional<JsonTree> base = JsonSlices.parse(from);
        Optional<JsonTree> changed = JsonSlices.parse(to);
        Optional<JsonTree> other = JsonSlices.parse(onto);
        if (base.isEmpty() || changed.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonTree.Style> style =
                Arrays.stream(JsonTree.Style.values())
                        .filter(
                                s ->
                                        base.get().text(s).equals(from)
                                                && changed.get().text(s).equals(to)
                                                && other.get().text(s).equals(onto))
                        .findFirst();
        boolean sameKeys =
                haveSameKeys(base.get(), changed.get()) && haveSameKeys(base.get(), other.get());
        if (style.isEmpty() || (isText && !sameKeys)) {
            return Optional.empty();
        }
        if (!isText && !(isOrdered(changed.get()) && isOrdered(other.get()))) {
            return Optional.empty();
        }
        return merged(base.get(), changed.get(), other.get())
                .map(m -> isText ? m : ordered(m))
                .map(m -> m.text(style.get()));
    }

    private static Optional<JsonTree> merged(JsonTree base, JsonTree changed, JsonTree onto) {
        JsonTree result = onto;
        for (Change change : changes(base, changed)) {
            List<String> parent = change.path.subList(0, change.path.size() - 1);
            boolean decided =
                    onto.at(change.path).equals(change.before)
                            && onto.at(parent)
                                    .filter(p -> p instanceof JsonTree.Members)
                                    .isPresent();
            if (!decided) {
                return Optional.empty();
            }
            result = result.with(change.path, change.after);
        }
        return Optional.of(result);
    }

    /// What leads from one document to another; empty where one is no object.
    public static Optional<List<PathEdit>> edits(String from, String to) {
        Optional<JsonTree> before = JsonSlices.parse(from);
        Optional<JsonTree> after = JsonSlices.parse(to);
        return before.isEmpty() || after.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        changes(before.get(), after.get()).stream().map(Change::edit).toList());
    }

    private record Change(List<String> path, Optional<JsonTree> before, Optional<JsonTree> after) {
        PathEdit edit() {
            return new PathEdit(
                    path,
                    before.map(t -> t.text(JsonTree.Style.LOOSE)),
                    after.map(t -> t.text(JsonTree.Style.LOOSE)));
        }
    }

    private static List<Change> changes(JsonTree before, JsonTree after) {
        List<Change> changes = new ArrayList<>();
        compare(new ArrayList<>(), before, after, changes);
        return changes;
    }

    private static void compare(
            List<String> path, JsonTree before, JsonTree after, List<Change> changes) {
        if (!(before instanceof JsonTree.Members a) || !(after instanceof JsonTree.Members b)) {
            if (!before.equals(after)) {
                changes.add(new Change(List.copyOf(path), Optional.of(before), Optional.of(after)));
            }
            return;
        }
        Set<String> keys = new LinkedHashSet<>(a.all().keySet());
        keys.addAll(b.all().keySet());
        for (String key : keys) {
            path.addLast(key);
            JsonTree was = a.all().get(key);
            JsonTree is = b.all().get(key);
            if (was == null || is == null) {
                changes.add(
                        new Change(
                                List.copyOf(path),
                                Optional.ofNullable(was),
                                Optional.ofNullable(is)));
            } else {
                compare(path, was, is, changes);
            }
            path.removeLast();
        }
    }

    private static boolean haveSameKeys(JsonTree a, JsonTree b) {
        if (!(a instanceof JsonTree.Members x) || !(b instanceof JsonTree.Members y)) {
            return true;
        }
        if (!List.copyOf(x.all().keySet()).equals(List.copyOf(y.all().keySet()))) {
            return false;
        }
        return x.all().entrySet().stream()
                .allMatch(
                        e ->
                                haveSameKeys(
                                        e.getValue(),
                                        java.util.Objects.requireNonNull(y.all().get(e.getKey()))));
    }

    /// Both servers keep an object's keys by the length of their bytes, then by the bytes.
    private static final Comparator<String> SERVER_ORDER =
            (a, b) -> {
                byte[] x = bytes(a);
                byte[] y = bytes(b);
                return x.length != y.length
                        ? Integer.compare(x.length, y.length)
                        : Arrays.compareUnsigned(x, y);
            };

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonTree ordered(JsonTree tree) {
        if (!(tree instanceof JsonTree.Members members)) {
            return tree;
        }
        SequencedMap<String, JsonTree> all = new LinkedHashMap<>();
        members.all().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(SERVER_ORDER))
                .forEach(e -> all.put(e.getKey(), ordered(e.getValue())));
        return new JsonTree.Members(all);
    }

    /// Whether the keys are in the server's order. Of keys with escapes that is not told: the server has them shorter.
    private static boolean isOrdered(JsonTree tree) {
        return !hasEscapes(tree) && haveSameKeys(tree, ordered(tree));
    }

    private static boolean hasEscapes(JsonTree tree) {
        return tree instanceof JsonTree.Members members
                && members.all().entrySet().stream()
                        .anyMatch(e -> e.getKey().contains("\\") || hasEscapes(e.getValue()));
    }
}
