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

/// One server for all the test classes that ask for it, as long as tests run: the MariaDB that comes with the tests, or with
/// `-Dbinlog.server=mysql` (or `mariadb`) one that is installed. A test that sets something global sets it back.
final class OneBinlogServer implements BeforeAllCallback {
    private static final Namespace PLACE = Namespace.create(OneBinlogServer.class);

    private record Running(BinlogServer server, Path folder) implements AutoCloseable {
        static Running start() {
            try {
                Path folder = Files.createTempDirectory("rowback-server");
                return new Running(server(folder), folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static BinlogServer server(Path folder) throws Exception {
            return switch (System.getProperty("binlog.server", "")) {
                case "mysql" -> InstalledServer.mysql(folder);
                case "mariadb" -> InstalledServer.mariadb(folder);
                default -> new MariaDbServer(folder);
            };
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

    private static BinlogServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server =
                context.getRoot()
                        .getStore(PLACE)
                        .getOrComputeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                        .server();
    }

    BinlogServer server() {
        return server;
    }
}
