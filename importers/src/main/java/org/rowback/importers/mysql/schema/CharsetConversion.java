package org.rowback.importers.mysql.schema;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;

import java.util.List;
import java.util.Map;

/// ALTER TABLE CONVERT TO CHARACTER SET: every character column takes the charset, and TEXT columns grow where their
/// characters may need more bytes.
final class CharsetConversion {
    private static final Map<String, Long> BYTES =
            Map.of("tinytext", 255L, "text", 65_535L, "mediumtext", 16_777_215L);

    private CharsetConversion() {}

    /// @param charset empty where it is not known
    static void apply(TableDraft table, String charset) {
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnType type = table.columns().get(i).type();
            boolean characters =
                    type.family() == Family.TEXT
                            || type.family() == Family.ENUM
                            || type.family() == Family.SET;
            if (characters) {
                table.setType(i, converted(type, charset));
            }
        }
    }

    private static ColumnType converted(ColumnType type, String charset) {
        if (charset.equals("binary") && type.family() == Family.TEXT) {
            String sql = type.sql().replace("varchar", "varbinary").replace("text", "blob");
            String binary = sql.startsWith("char") ? "binary" + sql.substring(4) : sql;
            return new ColumnType(binary, Family.BINARY, false, "", List.of(), 0);
        }
        String sql = type.sql();
        Long bytes = BYTES.get(sql);
        boolean known = !charset.isEmpty() && !type.charset().isEmpty();
        if (bytes != null && known) {
            int before = Charsets.maxBytes(type.charset());
            int after = Charsets.maxBytes(charset);
            if (after > before) {
                sql = TypeReader.sized("text", bytes / before * after);
            }
        }
        return new ColumnType(sql, type.family(), false, charset, type.members(), type.digits());
    }
}
