package org.rowback.counterfactual;

import ch.vorburger.exec.ManagedProcessException;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// One MariaDB for all the test classes that ask for it, as long as tests run. A test that sets something global sets it
/// back.
final class OneMariaDb implements BeforeAllCallback {
    private static final Namespace PLACE = Namespace.create(OneMariaDb.class);

    private record Running(MariaDbServer server, Path folder) implements AutoCloseable {
        static Running start() {
            try {
                Path folder = Files.createTempDirectory("rowback-mariadb");
                return new Running(new MariaDbServer(folder), folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException, ManagedProcessException {
            server.close();
            List<Path> all;
            try (Stream<Path> files = Files.walk(folder)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    private static MariaDbServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server =
                context.getRoot()
                        .getStore(PLACE)
                        .getOrComputeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                        .server();
    }

    MariaDbServer server() {
        return server;
    }
}
