import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Formats the project's Java sources, or says which are not formatted: `check|apply ROOT`.
///
/// Files that were formatted when last seen are remembered by size and time in `target/format`.
class Format {
    public static void main(String[] args) throws IOException {
        boolean apply = args[0].equals("apply");
        Path root = Path.of(args[1]);
        Path memory = root.resolve("target/format/clean.txt");
        Set<String> clean = Files.exists(memory) ? new TreeSet<>(Files.readAllLines(memory)) : Set.of();
        Set<String> now = new TreeSet<>();
        Formatter formatter = new Formatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.AOSP).formatJavadoc(false).build());
        int wrong = 0;
        for (Path file : sources(root)) {
            if (clean.contains(mark(root, file))) {
                now.add(mark(root, file));
                continue;
            }
            String before = Files.readString(file);
            String after;
            try {
                after = RemoveUnusedImports.removeUnusedImports(formatter.formatSourceAndFixImports(before));
            } catch (FormatterException e) {
                System.err.println(root.relativize(file) + ": " + e.getMessage());
                wrong++;
                continue;
            }
            if (!after.equals(before)) {
                if (apply) {
                    Files.writeString(file, after);
                } else {
                    System.err.println("not formatted: " + root.relativize(file));
                    wrong++;
                    continue;
                }
            }
            now.add(mark(root, file));
        }
        Files.createDirectories(memory.getParent());
        Files.write(memory, now);
        if (wrong > 0) {
            System.err.println(wrong + " file(s): run  mvn -q -N validate -Dformat=apply");
            System.exit(1);
        }
    }

    private static String mark(Path root, Path file) throws IOException {
        return root.relativize(file) + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root, 20)) {
            return files.filter(f -> f.toString().endsWith(".java") && f.toString().contains("/src/")
                    && !f.toString().contains("/target/")).sorted().toList();
        }
    }
}
