package org.rowback.importers.postgres.type;

import org.rowback.history.model.ColumnType.Family;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// PostgreSQL's own types: their fixed OIDs, their names as `format_type` prints them, and what kind of values they
/// hold. Server source: `src/include/catalog/pg_type.dat` (PostgreSQL 18), whose OIDs never change.
final class BuiltinTypes {
    private static final String OIDS =
            """
            16 boolean|17 bytea|18 "char"|19 name|20 bigint|21 smallint|22 int2vector|23 integer|24 regproc|25 text
            26 oid|27 tid|28 xid|29 cid|30 oidvector|114 json|142 xml|600 point|601 lseg|602 path|603 box|604 polygon
            628 line|650 cidr|700 real|701 double precision|718 circle|774 macaddr8|790 money|829 macaddr|869 inet
            1033 aclitem|1042 character|1043 character varying|1082 date|1083 time without time zone
            1114 timestamp without time zone|1184 timestamp with time zone|1186 interval|1266 time with time zone
            1560 bit|1562 bit varying|1700 numeric|1790 refcursor|2202 regprocedure|2203 regoper|2204 regoperator
            2205 regclass|2206 regtype|2950 uuid|2970 txid_snapshot|3220 pg_lsn|3614 tsvector|3615 tsquery
            3734 regconfig|3769 regdictionary|3802 jsonb|3904 int4range|3906 numrange|3908 tsrange|3910 tstzrange
            3912 daterange|3926 int8range|4072 jsonpath|4089 regnamespace|4096 regrole|4191 regcollation
            4451 int4multirange|4532 nummultirange|4533 tsmultirange|4534 tstzmultirange|4535 datemultirange
            4536 int8multirange|5038 pg_snapshot|5069 xid8
            1000 boolean[]|1001 bytea[]|1002 "char"[]|1003 name[]|1005 smallint[]|1006 int2vector[]|1007 integer[]
            1008 regproc[]|1009 text[]|1010 tid[]|1011 xid[]|1012 cid[]|1013 oidvector[]|1014 character[]
            1015 character varying[]|1016 bigint[]|1017 point[]|1018 lseg[]|1019 path[]|1020 box[]|1021 real[]
            1022 double precision[]|1027 polygon[]|1028 oid[]|1034 aclitem[]|1040 macaddr[]|775 macaddr8[]
            1041 inet[]|651 cidr[]|1115 timestamp without time zone[]|1182 date[]|1183 time without time zone[]
            1185 timestamp with time zone[]|1187 interval[]|1231 numeric[]|1270 time with time zone[]|1561 bit[]
            1563 bit varying[]|199 json[]|143 xml[]|791 money[]|2951 uuid[]|3643 tsvector[]|3645 tsquery[]
            3807 jsonb[]|3221 pg_lsn[]|3905 int4range[]|3907 numrange[]|3909 tsrange[]|3911 tstzrange[]
            3913 daterange[]|3927 int8range[]|719 circle[]|629 line[]|2949 txid_snapshot[]|4073 jsonpath[]
            6150 int4multirange[]|6151 nummultirange[]|6152 tsmultirange[]|6153 tstzmultirange[]
            6155 datemultirange[]|6157 int8multirange[]|271 xid8[]|5039 pg_snapshot[]|2210 regclass[]|2211 regtype[]
            """;

    private static final Map<Long, String> NAMES = new HashMap<>();
    private static final Map<String, Long> OF_NAME = new HashMap<>();
    private static final Map<String, Family> FAMILIES = new HashMap<>();

    /// Names of `pg_type` that `format_type` prints in another way.
    private static final Map<String, String> FORMATTED =
            Map.ofEntries(
                    Map.entry("bool", "boolean"),
                    Map.entry("int2", "smallint"),
                    Map.entry("int4", "integer"),
                    Map.entry("int8", "bigint"),
                    Map.entry("float4", "real"),
                    Map.entry("float8", "double precision"),
                    Map.entry("varchar", "character varying"),
                    Map.entry("bpchar", "character"),
                    Map.entry("char", "\"char\""),
                    Map.entry("varbit", "bit varying"),
                    Map.entry("time", "time without time zone"),
                    Map.entry("timetz", "time with time zone"),
                    Map.entry("timestamp", "timestamp without time zone"),
                    Map.entry("timestamptz", "timestamp with time zone"));

    static {
        for (String entry : OIDS.strip().split("[|\n]")) {
            int space = entry.strip().indexOf(' ');
            String name = entry.strip().substring(space + 1);
            long oid = Long.parseLong(entry.strip().substring(0, space));
            NAMES.put(oid, name);
            OF_NAME.put(name, oid);
            FAMILIES.put(name, Family.OTHER);
        }
        families(Family.INTEGER, "smallint", "integer", "bigint", "oid", "xid", "cid");
        families(Family.DECIMAL, "numeric");
        families(Family.FLOAT, "real");
        families(Family.DOUBLE, "double precision");
        families(Family.BOOLEAN, "boolean");
        families(Family.BINARY, "bytea");
        families(Family.DATE, "date");
        families(Family.TIME, "time without time zone");
        families(Family.DATETIME, "timestamp without time zone");
        families(Family.TIMESTAMP, "timestamp with time zone");
        families(Family.JSON, "json", "jsonb");
        families(Family.UUID, "uuid");
        families(Family.INET, "inet", "cidr");
        families(
                Family.TEXT,
                "text",
                "character varying",
                "character",
                "bpchar",
                "name",
                "\"char\"");
    }

    private BuiltinTypes() {}

    private static void families(Family family, String... names) {
        for (String name : names) {
            FAMILIES.put(name, family);
        }
    }

    /// The name of a type of PostgreSQL's own.
    static Optional<String> name(long oid) {
        return Optional.ofNullable(NAMES.get(oid));
    }

    /// The OID of a type of PostgreSQL's own by its name in `pg_type`; empty where there is none.
    static Optional<Long> oid(String typname) {
        boolean array = typname.startsWith("_");
        String element = array ? typname.substring(1) : typname;
        return Optional.ofNullable(
                OF_NAME.get(FORMATTED.getOrDefault(element, element) + (array ? "[]" : "")));
    }

    /// What a type of a name without modifiers holds; empty where it is not PostgreSQL's own. Extensions' types that
    /// are text by another comparison are known by name.
    static Optional<Family> family(String name) {
        Family family = FAMILIES.get(name);
        if (family != null) {
            return Optional.of(family);
        }
        if (name.endsWith("[]")) {
            return Optional.of(Family.OTHER);
        }
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (last) {
            case "citext" -> Optional.of(Family.TEXT);
            case "hstore", "ltree", "cube", "geometry", "geography", "vector" ->
                    Optional.of(Family.OTHER);
            default -> Optional.empty();
        };
    }
}
