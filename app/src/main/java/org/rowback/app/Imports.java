package org.rowback.app;

import com.github.luben.zstd.ZstdInputStream;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportResult;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.importers.postgres.catalog.PostgresSchemaReader;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Imports into a case: schema files first, so that rows are named and keyed from the start, then the logs.
public final class Imports {
    private static final int HEAD = 64;

    private Imports() {}

    /// Imports everything that can be used of a request.
    ///
    /// @throws RowbackException.BadInput where nothing can
    public static ImportResult run(
            CaseFile target, List<Path> schemas, ImportRequest request, ImportMonitor monitor)
            throws RowbackException {
        for (Path schema : schemas) {
            addSchema(target, schema);
        }
        try (var writer = target.writer(monitor)) {
            return Wiring.importService().run(request, writer, monitor);
        }
    }

    /// Adds what a schema file says of tables; it may be gzipped or zstd-compressed.
    public static void addSchema(CaseFile target, Path file) throws RowbackException {
        MessageDigest sha256 = sha256();
        List<SchemaVersion> versions;
        Optional<Bytes> catalog = Optional.empty();
        try (InputStream raw = new DigestInputStream(Files.newInputStream(file), sha256);
                BufferedInputStream content =
                        new BufferedInputStream(
                                uncompressed(new BufferedInputStream(raw, 1 << 16)))) {
            if (PostgresSchemaReader.recognises(head(content))) {
                byte[] whole = content.readAllBytes();
                catalog = Optional.of(Bytes.of(whole));
                versions =
                        new PostgresSchemaReader()
                                .readFile(
                                        file.toString(),
                                        new StringReader(
                                                new String(whole, StandardCharsets.UTF_8)));
            } else {
                versions =
                        Wiring.schemaReader()
                                .readFile(
                                        file.toString(),
                                        new InputStreamReader(content, StandardCharsets.UTF_8));
            }
            raw.transferTo(OutputStream.nullOutputStream());
        } catch (NoSuchFileException e) {
            throw new RowbackException.BadInput(
                    file + ": there is no such file; name the schema file", e);
        } catch (AccessDeniedException e) {
            throw new RowbackException.BadInput(
                    file + ": no permission to read it; run as a user who may, or copy the file",
                    e);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    file + ": cannot be read (" + e.getMessage() + "); check the file", e);
        }
        String name = String.valueOf(file.getFileName());
        String hash = HexFormat.of().formatHex(sha256.digest());
        if (catalog.isPresent()) {
            target.addCatalog(versions, catalog.get(), name, hash);
        } else {
            target.addSchema(versions, name, hash);
        }
    }

    /// The first characters, which are read again afterwards.
    private static String head(BufferedInputStream in) throws IOException {
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        return new String(head, StandardCharsets.ISO_8859_1);
    }

    private static InputStream uncompressed(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (magic.length >= 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B) {
            return new GZIPInputStream(in, 1 << 16);
        }
        boolean zstd =
                magic.length == 4
                        && magic[0] == 0x28
                        && magic[1] == (byte) 0xB5
                        && magic[2] == 0x2F
                        && magic[3] == (byte) 0xFD;
        return zstd ? new ZstdInputStream(in) : in;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
