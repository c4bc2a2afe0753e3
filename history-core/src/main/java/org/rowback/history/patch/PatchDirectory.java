package org.rowback.history.patch;

import org.rowback.history.model.RowbackException;
import org.rowback.history.report.PlanJson;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// A directory of patch files that are written beside it first and appear in it all at once.
final class PatchDirectory {
    private final Path target;
    private final Path scratch;
    private final List<Path> files = new ArrayList<>();

    private PatchDirectory(Path target, Path scratch) {
        this.target = target;
        this.scratch = scratch;
    }

    /// @throws RowbackException.BadInput where the directory may not be replaced, or nothing can be written beside it
    static PatchDirectory prepare(Path directory) throws RowbackException {
        Path target = directory.toAbsolutePath().normalize();
        try {
            if (Files.exists(target) && !isReplaceable(target)) {
                throw new RowbackException.BadInput(
                        directory
                                + ": holds something else than an earlier patch; name an empty or"
                                + " new directory");
            }
            Path parent = target.getParent();
            if (parent == null) {
                throw new RowbackException.BadInput(directory + ": not a directory to write to");
            }
            Files.createDirectories(parent);
            return new PatchDirectory(target, Files.createTempDirectory(parent, ".rowback-"));
        } catch (AccessDeniedException e) {
            throw new RowbackException.BadInput(
                    directory + ": no permission to write there; choose another directory", e);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    directory + ": cannot be written (" + e + "); choose another directory", e);
        }
    }

    private static boolean isReplaceable(Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(target)) {
            if (entries.findAny().isEmpty()) {
                return true;
            }
        }
        Path plan = target.resolve("plan.json");
        if (!Files.isRegularFile(plan)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(plan)) {
            String start = new String(in.readNBytes(64), StandardCharsets.UTF_8);
            return start.startsWith(PlanJson.MARK);
        }
    }

    Path file(String name) {
        Path file = scratch.resolve(name);
        files.add(file);
        return file;
    }

    /// Puts the files in place of what was there.
    List<PatchSummary.PatchFile> publish() throws IOException {
        List<PatchSummary.PatchFile> written = new ArrayList<>();
        for (Path file : files) {
            written.add(
                    new PatchSummary.PatchFile(
                            String.valueOf(file.getFileName()), Files.size(file), sha256(file)));
        }
        // createTempDirectory makes it private; the patch is for colleagues too.
        try {
            Files.setPosixFilePermissions(
                    scratch, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (UnsupportedOperationException e) {
            // A file system without such permissions needs none.
        }
        if (Files.exists(target)) {
            Path old = Files.createTempDirectory(scratch.getParent(), ".rowback-old-");
            Files.move(target, old.resolve("patch"));
            Files.move(scratch, target);
            deleteTree(old);
        } else {
            Files.move(scratch, target);
        }
        return written;
    }

    /// Leaves nothing behind.
    void abandon() throws RowbackException {
        try {
            deleteTree(scratch);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    scratch + ": cannot be deleted (" + e + "); delete it by hand", e);
        }
    }

    private static void deleteTree(Path top) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(top)) {
            all = walk.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
