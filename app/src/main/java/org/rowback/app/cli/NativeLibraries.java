package org.rowback.app.cli;

import com.github.luben.zstd.util.ZstdVersion;

import org.rowback.app.Main;
import org.sqlite.util.LibraryLoaderUtil;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/// Unpacks this system's native libraries out of their jars, under plain names: unpacked at every start they cost more than
/// all else that a start does. The launcher names them with `-Dorg.sqlite.lib.path` and `-DZstdNativePath`.
final class NativeLibraries {
    private NativeLibraries() {}

    /// Those for which the jars have nothing are left to them.
    static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        String sqlite = LibraryLoaderUtil.getNativeLibName();
        unpack(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + sqlite, folder.resolve(sqlite));
        String zstd = System.mapLibraryName("zstd-jni");
        String versioned = System.mapLibraryName("zstd-jni-" + ZstdVersion.VERSION);
        unpack("/" + system() + "/" + architecture() + "/" + versioned, folder.resolve(zstd));
    }

    private static void unpack(String resource, Path file) throws IOException {
        try (InputStream in = Main.class.getResourceAsStream(resource)) {
            if (in != null) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("win") ? "win" : name.startsWith("mac") ? "darwin" : name;
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "");
        return system().equals("darwin") && name.equals("amd64") ? "x86_64" : name;
    }
}
