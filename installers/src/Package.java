import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Makes what people install: `PROGRAM TARGET MODULES VERSION SOURCES`.
///
/// jlink links a runtime of the JDK's modules and JavaFX only, everything else rides on the class path; jpackage wraps
/// both into an app image, and that into the system's package where its tools are there (`.deb`, `.rpm`, `.msi`, `.dmg`).
/// The program in the package is then run, so that a package that does not start fails the build.
class Package {
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

    public static void main(String[] args) throws IOException, InterruptedException {
        Path program = Path.of(args[0]).toAbsolutePath().normalize();
        Path target = Path.of(args[1]);
        Path sources = Path.of(args[4]);
        Path runtime = target.resolve("runtime");
        delete(runtime);
        delete(target.resolve("image"));
        delete(target.resolve("packages"));
        delete(target.resolve("unpacked"));
        run(
                tool("jlink"),
                "--module-path",
                javafxModules(program.resolve("javafx"), target),
                "--add-modules",
                args[2],
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6",
                "--output",
                runtime.toString());
        String mainJar = mainJar(program.resolve("lib"));
        List<String> common =
                new ArrayList<>(
                        List.of(
                                "--name",
                                "rowback",
                                "--app-version",
                                args[3],
                                "--vendor",
                                "Rowback",
                                "--description",
                                "Forensic explorer for database history",
                                "--copyright",
                                "The Rowback authors"));
        List<String> image =
                new ArrayList<>(
                        List.of(
                                tool("jpackage"),
                                "--type",
                                "app-image",
                                "--input",
                                program.resolve("lib").toString(),
                                "--main-jar",
                                mainJar,
                                "--main-class",
                                "org.rowback.app.Main",
                                "--runtime-image",
                                runtime.toString(),
                                "--dest",
                                target.resolve("image").toString(),
                                "--add-launcher",
                                "rowback-window=" + sources.resolve("window.properties")));
        image.addAll(common);
        for (String option :
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED,javafx.graphics",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dfile.encoding=UTF-8")) {
            image.addAll(List.of("--java-options", option));
        }
        run(image.toArray(String[]::new));
        Path appImage = target.resolve("image/rowback");
        run(appImage.resolve("bin/rowback").toString(), "--version");
        if (onPath("dpkg-deb") && onPath("fakeroot")) {
            List<String> deb =
                    new ArrayList<>(
                            List.of(
                                    tool("jpackage"),
                                    "--type",
                                    "deb",
                                    "--app-image",
                                    appImage.toString(),
                                    "--dest",
                                    target.resolve("packages").toString(),
                                    "--linux-package-name",
                                    "rowback",
                                    "--linux-deb-maintainer",
                                    "rowback@rowback.org",
                                    "--linux-app-category",
                                    "database",
                                    "--linux-menu-group",
                                    "Development;Database;",
                                    "--license-file",
                                    sources.resolve("../../LICENSE").normalize().toString()));
            deb.addAll(common);
            run(deb.toArray(String[]::new));
            Path made = only(target.resolve("packages"), ".deb");
            Path unpacked = target.resolve("unpacked");
            run("dpkg-deb", "-x", made.toString(), unpacked.toString());
            run(unpacked.resolve("opt/rowback/bin/rowback").toString(), "--version");
            Path demo = target.resolve("unpacked-demo");
            delete(demo);
            run(
                    unpacked.resolve("opt/rowback/bin/rowback").toString(),
                    "demo",
                    "--headless",
                    demo.toString());
            if (!Files.isRegularFile(demo.resolve("patch/apply.sql"))) {
                throw new IllegalStateException("the packaged program's demo wrote no patch");
            }
            System.out.println("package: " + made);
        } else {
            System.out.println(
                    "no .deb made: it needs dpkg-deb and fakeroot (Debian: apt-get install"
                            + " fakeroot); the app image is "
                            + appImage);
        }
    }

    /// The jars that are modules: beside each lies an empty one of the same name without a platform, which jlink refuses.
    private static String javafxModules(Path javafx, Path target) throws IOException {
        Path folder = target.resolve("javafx");
        delete(folder);
        Files.createDirectories(folder);
        try (Stream<Path> jars = Files.list(javafx)) {
            for (Path jar :
                    jars.filter(
                                    j ->
                                            j.getFileName()
                                                    .toString()
                                                    .matches(".*-(linux|mac|win)[a-z0-9-]*\\.jar"))
                            .toList()) {
                Files.copy(
                        jar,
                        folder.resolve(jar.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder.toString();
    }

    private static String mainJar(Path lib) throws IOException {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(j -> j.getFileName().toString())
                    .filter(n -> n.matches("app-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path only(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(ending)).findFirst().orElseThrow();
        }
    }

    private static String tool(String name) {
        boolean windows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return BIN.resolve(windows ? name + ".exe" : name).toString();
    }

    private static boolean onPath(String name) {
        return Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        System.out.println(String.join(" ", command));
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            System.err.println("failed with status " + status + ": " + command[0]);
            System.exit(1);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(
                            f -> {
                                try {
                                    Files.delete(f);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }
}
