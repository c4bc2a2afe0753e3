package org.rowback.history.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

class JsonMergeTest {
    private static Optional<String> kept(String from, String to, String onto) {
        return JsonMerge.apply(from, to, onto, false);
    }

    private static Optional<String> text(String from, String to, String onto) {
        return JsonMerge.apply(from, to, onto, true);
    }

    @Test
    void makesAChangeOfAnotherPathToTheDocumentWithoutTheBadWrite() {
        assertThat(
                        kept(
                                "{\"a\": 0, \"b\": {\"c\": 1}}",
                                "{\"a\": 0, \"b\": {\"c\": 2}}",
                                "{\"a\": 9, \"b\": {\"c\": 1}}"))
                .contains("{\"a\": 9, \"b\": {\"c\": 2}}");
    }

    @Test
    void decidesNothingWhereBothWroteOnePath() {
        assertThat(kept("{\"a\": 0}", "{\"a\": 5}", "{\"a\": 9}")).isEmpty();
        assertThat(kept("{\"a\": {}}", "{\"a\": {\"x\": 1}}", "{}")).isEmpty();
        assertThat(kept("{}", "{\"a\": 1}", "{\"a\": 9}")).isEmpty();
    }

    @Test
    void takesArraysAsAWhole() {
        assertThat(kept("{\"a\": [0, 2]}", "{\"a\": [0, 3]}", "{\"a\": [1, 2]}")).isEmpty();
        assertThat(
                        kept(
                                "{\"a\": [0], \"b\": [1]}",
                                "{\"a\": [0], \"b\": [1, 2]}",
                                "{\"a\": [7], \"b\": [1]}"))
                .contains("{\"a\": [7], \"b\": [1, 2]}");
        assertThat(kept("[1]", "[2]", "[1]")).isEmpty();
    }

    @Test
    void putsANewKeyWhereTheServerWouldHaveIt() {
        assertThat(kept("{\"b\": 0, \"aa\": 1}", "{\"b\": 0, \"c\": 3, \"aa\": 1}", "{\"aa\": 1}"))
                .contains("{\"c\": 3, \"aa\": 1}");
        assertThat(kept("{\"b\": 0}", "{}", "{\"b\": 0, \"z\": 1}")).contains("{\"z\": 1}");
    }

    @Test
    void keepsTheSpellingOfEveryPart() {
        assertThat(
                        kept(
                                "{\"a\": 1.50, \"b\": \"x\\u0001\"}",
                                "{\"a\": 1.50, \"b\": \"y\\\\\\\"\"}",
                                "{\"a\": 2.00, \"b\": \"x\\u0001\"}"))
                .contains("{\"a\": 2.00, \"b\": \"y\\\\\\\"\"}");
    }

    @Test
    void leavesTextAloneWhereItsSpellingIsInDoubt() {
        assertThat(text("{\"a\":0,\"b\":1}", "{\"a\":0,\"b\":2}", "{\"a\":9,\"b\":1}"))
                .contains("{\"a\":9,\"b\":2}");
        assertThat(text("{\"a\":0,\"b\":1}", "{\"a\": 0, \"b\": 2}", "{\"a\":9,\"b\":1}"))
                .isEmpty();
        assertThat(text("{\"a\":0,\"b\":1}", "{\"b\":2,\"a\":0}", "{\"a\":9,\"b\":1}")).isEmpty();
        assertThat(text("{\"a\":0}", "{\"a\":0,\"b\":2}", "{\"a\":9}")).isEmpty();
        assertThat(text("{ \"a\":0}", "{ \"a\":1}", "{ \"a\":0}")).isEmpty();
        assertThat(text("not json", "{\"a\":1}", "{\"a\":0}")).isEmpty();
        assertThat(text("{\"a\":0,\"a\":1}", "{\"a\":1,\"a\":1}", "{\"a\":0,\"a\":1}")).isEmpty();
    }

    @Test
    void saysWhatDiffersByPath() {
        assertThat(
                        JsonMerge.edits(
                                        "{\"a\": {\"x\": 1, \"y\": [1]}, \"b\": 2}",
                                        "{\"a\": {\"x\": 3, \"y\": [1]}, \"c\": null}")
                                .orElseThrow())
                .extracting(e -> e.text() + " " + e.before() + " " + e.after())
                .containsExactly(
                        "$.\"a\".\"x\" Optional[1] Optional[3]",
                        "$.\"b\" Optional[2] Optional.empty",
                        "$.\"c\" Optional.empty Optional[null]");
    }

    /// Whatever a bad and a good writer do to a document: where the good change is said to be decided without the bad
    /// one, it is what the good writer alone would have left.
    @Test
    void theUndoOfBadUnderGoodIsGoodAlone() {
        int decided = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            Model before = Model.random(random, 3);
            Model bad = before.copy();
            new Writer(random, 1000).write(bad);
            Model both = bad.copy();
            Writer good = new Writer(random, 2000);
            good.write(both);
            Optional<String> merged = kept(bad.text(), both.text(), before.text());
            if (merged.isPresent()) {
                decided++;
                Model alone = before.copy();
                good.again(alone);
                assertThat(merged).as("seed %d", seed).contains(alone.text());
            }
        }
        assertThat(decided).isGreaterThan(5_000);
    }

    /// An object in the order in which servers keep it.
    private static final class Model {
        private final TreeMap<String, Object> members = new TreeMap<>();

        static Model random(Random random, int depth) {
            Model model = new Model();
            for (int i = random.nextInt(5); i >= 0; i--) {
                boolean nests = depth > 0 && random.nextInt(3) == 0;
                model.members.put(
                        key(random),
                        nests ? random(random, depth - 1) : (Object) random.nextInt(5));
            }
            return model;
        }

        static String key(Random random) {
            return String.valueOf((char) ('a' + random.nextInt(6)));
        }

        Model copy() {
            Model copy = new Model();
            members.forEach((k, v) -> copy.members.put(k, v instanceof Model m ? m.copy() : v));
            return copy;
        }

        String text() {
            List<String> parts = new ArrayList<>();
            members.forEach(
                    (k, v) -> parts.add("\"" + k + "\": " + (v instanceof Model m ? m.text() : v)));
            return "{" + String.join(", ", parts) + "}";
        }
    }

    /// Writes values that nobody else writes, and does the same again elsewhere.
    private static final class Writer {
        private record Edit(List<String> path, Optional<Integer> value) {}

        private final Random random;
        private int next;
        private final List<Edit> edits = new ArrayList<>();

        Writer(Random random, int first) {
            this.random = random;
            this.next = first;
        }

        void write(Model model) {
            for (int i = random.nextInt(2); i >= 0; i--) {
                List<String> path = new ArrayList<>();
                Model at = model;
                String key = Model.key(random);
                while (at.members.get(key) instanceof Model m && random.nextInt(4) > 0) {
                    path.add(key);
                    at = m;
                    key = Model.key(random);
                }
                path.add(key);
                // What a writer takes back itself nobody sees.
                if (edits.stream().anyMatch(e -> e.path.equals(path))) {
                    continue;
                }
                boolean removes = at.members.containsKey(key) && random.nextInt(4) == 0;
                Edit edit = new Edit(path, removes ? Optional.empty() : Optional.of(next++));
                edits.add(edit);
                make(model, edit);
            }
        }

        void again(Model model) {
            edits.forEach(e -> make(model, e));
        }

        private static void make(Model model, Edit edit) {
            Model at = model;
            for (String key : edit.path.subList(0, edit.path.size() - 1)) {
                at = (Model) at.members.get(key);
            }
            if (edit.value.isPresent()) {
                at.members.put(edit.path.getLast(), edit.value.get());
            } else {
                at.members.remove(edit.path.getLast());
            }
        }
    }
}
