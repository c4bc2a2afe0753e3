package org.rowback.history.dialect;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the rows of a table that a patch writes come to.
public final class TableSum {
    private final TableName table;
    private final TreeSet<String> left = new TreeSet<>();
    private long rows;
    private long sum;

    public TableSum(TableName table) {
        this.table = table;
    }

    /// Adds the row that a statement leaves.
    ///
    /// @param parts what of it can be told
    public void add(RowSums sums, Undo undo, List<RowSums.Part> parts) {
        if (undo.kind() == Undo.Kind.DELETE) {
            return;
        }
        for (Cell cell : undo.set()) {
            if (undo.isKeyless() || sums.cell(cell).isEmpty()) {
                left.add(cell.name());
            }
        }
        undo.inPlace().forEach(c -> left.add(c.name()));
        if (!parts.isEmpty()) {
            rows++;
            sum = (sum + number(parts)) % RowSums.MODULUS;
        }
    }

    private static long number(List<RowSums.Part> parts) {
        String text = parts.stream().map(RowSums.Part::expected).collect(Collectors.joining(","));
        String digest = sha256(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
        return Long.parseLong(digest.substring(0, 12), 16);
    }

    static String sha256(Bytes bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public TableName table() {
        return table;
    }

    /// How many rows are in the sum.
    public long rows() {
        return rows;
    }

    public long sum() {
        return sum;
    }

    /// Columns that are in it not at all, or not of every row.
    public List<String> left() {
        return List.copyOf(left);
    }
}
