package org.rowback.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The page of results: a section for each size, between two comments; what stands elsewhere on the page stays.
final class ResultsPage {
    private ResultsPage() {}

    static void write(Path page, String size, String section) throws IOException {
        String begin = "<!-- " + size + " begins -->\n";
        String end = "<!-- " + size + " ends -->\n";
        String text = Files.readString(page);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        String whole = begin + section + end;
        Files.writeString(
                page,
                from < 0 || to < from
                        ? text + "\n" + whole
                        : text.substring(0, from) + whole + text.substring(to + end.length()));
    }
}
