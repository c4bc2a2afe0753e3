package org.rowback.importers.postgres.type;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A type's name with its modifier, as `format_type` prints both: `character varying(30)`, `numeric(12,2)`,
/// `timestamp(3) without time zone[]`. Server source: `src/backend/utils/adt/format_type.c`, and the `typmodout`
/// functions (PostgreSQL 18).
final class TypeName {
    private static final Pattern MODIFIER = Pattern.compile("\\((-?\\d+)(?:,\\s*(-?\\d+))?\\)");
    private static final int HEADER = 4;
    private static final int[] INTERVAL_RANGES = {
        4, 2, 8, 1024, 2048, 4096, 6, 1032, 3072, 7168, 3080, 7176, 6144
    };
    private static final String[] INTERVAL_WORDS = {
        "year",
        "month",
        "day",
        "hour",
        "minute",
        "second",
        "year to month",
        "day to hour",
        "hour to minute",
        "hour to second",
        "day to minute",
        "day to second",
        "minute to second"
    };

    private TypeName() {}

    /// A name without its modifiers.
    static String plain(String formatted) {
        return formatted.startsWith("interval ")
                ? "interval" + (formatted.endsWith("[]") ? "[]" : "")
                : MODIFIER.matcher(formatted).replaceAll("").strip();
    }

    /// The scale of a numeric, the fraction digits of a time; 0 where the name has none.
    static int digits(String formatted) {
        Matcher modifier = MODIFIER.matcher(formatted);
        if (!modifier.find()) {
            return 0;
        }
        String last =
                formatted.startsWith("numeric") || formatted.startsWith("decimal")
                        ? modifier.group(2)
                        : modifier.group(1);
        return last == null ? 0 : Math.clamp(Long.parseLong(last), 0, 16383);
    }

    /// A name with the modifier as the server would print it; types whose modifiers it does not know get none.
    static String with(String name, int typmod) {
        if (typmod < 0) {
            return name;
        }
        if (name.endsWith("[]")) {
            return with(name.substring(0, name.length() - 2), typmod) + "[]";
        }
        return switch (name) {
            case "character varying", "character" -> name + "(" + (typmod - HEADER) + ")";
            case "bit", "bit varying" -> name + "(" + typmod + ")";
            case "numeric" -> numeric(typmod - HEADER);
            case "time without time zone",
                    "time with time zone",
                    "timestamp without time zone",
                    "timestamp with time zone" ->
                    name.replaceFirst(" ", "(" + typmod + ") ");
            case "interval" -> interval(typmod);
            default -> name;
        };
    }

    /// Eleven bits of scale, signed from PostgreSQL 15 on.
    private static String numeric(int modifier) {
        int scale = ((modifier & 0x7FF) ^ 1024) - 1024;
        return "numeric(" + (modifier >> 16 & 0xFFFF) + "," + scale + ")";
    }

    private static String interval(int typmod) {
        int range = typmod >> 16 & 0x7FFF;
        int precision = typmod & 0xFFFF;
        String words = "";
        for (int i = 0; i < INTERVAL_RANGES.length; i++) {
            if (INTERVAL_RANGES[i] == range) {
                words = " " + INTERVAL_WORDS[i];
            }
        }
        return "interval" + words + (precision == 0xFFFF ? "" : "(" + precision + ")");
    }
}
