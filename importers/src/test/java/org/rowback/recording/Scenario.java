package org.rowback.recording;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is recorded on a server started with some options.
record Scenario(String name, List<String> options, List<String> settings, Play play) {
    /// The statements of a scenario.
    interface Play {
        void play(Recorder recorder) throws SQLException;
    }

    static List<Scenario> of(ServerKind kind) {
        return kind.maria ? maria(kind) : mysql(kind);
    }

    private static Play types(int seed, int rows, String... tables) {
        return r -> new TypeMatrix(r, seed, rows).play(Set.of(tables));
    }

    private static List<Scenario> mysql(ServerKind kind) {
        boolean modern = kind.mysqlSince(800);
        List<String> gtid =
                new ArrayList<>(
                        List.of(
                                "--gtid-mode=ON",
                                "--enforce-gtid-consistency=ON",
                                "--binlog-rows-query-log-events=ON"));
        if (!modern) {
            gtid.add("--log-slave-updates");
        }
        List<Scenario> all = new ArrayList<>();
        List<String> full = new ArrayList<>(gtid);
        if (modern) {
            full.add("--binlog-row-metadata=FULL");
        }
        all.add(new Scenario("types", full, List.of(), types(1, 12)));
        all.add(
                new Scenario(
                        "types-plain", List.of("--binlog-checksum=NONE"), List.of(), types(2, 6)));
        all.add(
                new Scenario(
                        "image-minimal",
                        List.of("--binlog-row-image=MINIMAL"),
                        List.of(),
                        types(3, 8)));
        all.add(
                new Scenario(
                        "image-noblob",
                        gtid,
                        List.of("SET SESSION binlog_row_image = NOBLOB"),
                        types(4, 8, "t_text", "t_bin", "t_geo", "t_json", "t_label")));
        List<String> plain = modern ? gtid : List.of();
        all.add(new Scenario("transactions", plain, List.of(), r -> new Transactions(r).play()));
        if (modern) {
            all.add(new Scenario("json-partial", full, List.of(), PartialJson::play));
            all.add(
                    new Scenario(
                            "compressed",
                            gtid,
                            List.of("SET SESSION binlog_transaction_compression = ON"),
                            r -> new TypeMatrix(r, 5, 6).inTransactions().play(Set.of())));
            all.add(
                    new Scenario(
                            "transactions-compressed",
                            full,
                            List.of("SET SESSION binlog_transaction_compression = ON"),
                            r -> new Transactions(r).play()));
            List<String> unchecked = new ArrayList<>(full);
            unchecked.add("--binlog-checksum=NONE");
            all.add(new Scenario("small", unchecked, List.of(), SmallLog::play));
            all.add(
                    new Scenario(
                            "small-compressed",
                            unchecked,
                            List.of("SET SESSION binlog_transaction_compression = ON"),
                            SmallLog::play));
        }
        return all;
    }

    private static List<Scenario> maria(ServerKind kind) {
        List<Scenario> all = new ArrayList<>();
        boolean modern = kind.mariaSince(1005);
        List<String> full =
                modern
                        ? List.of("--binlog-row-metadata=FULL", "--binlog-annotate-row-events=ON")
                        : List.of("--binlog-annotate-row-events=ON");
        all.add(new Scenario("types", full, List.of(), types(1, 12)));
        all.add(
                new Scenario(
                        "types-plain", List.of("--binlog-checksum=NONE"), List.of(), types(2, 6)));
        all.add(
                new Scenario(
                        "image-minimal",
                        List.of("--binlog-row-image=MINIMAL"),
                        List.of(),
                        types(3, 8)));
        all.add(
                new Scenario(
                        "image-noblob",
                        full,
                        List.of("SET SESSION binlog_row_image = NOBLOB"),
                        types(4, 8, "t_text", "t_bin", "t_geo", "t_label", "t_compressed")));
        all.add(
                new Scenario(
                        "transactions",
                        List.of("--binlog-annotate-row-events=ON"),
                        List.of(),
                        r -> new Transactions(r).play()));
        all.add(
                new Scenario(
                        "old-temporal",
                        List.of("--mysql56-temporal-format=OFF"),
                        List.of(),
                        types(6, 8, "t_time")));
        if (modern) {
            List<String> compress =
                    List.of("--log-bin-compress=ON", "--log-bin-compress-min-len=10");
            all.add(
                    new Scenario(
                            "compressed",
                            compress,
                            List.of(),
                            r -> new TypeMatrix(r, 5, 6).inTransactions().play(Set.of())));
            all.add(
                    new Scenario(
                            "transactions-compressed",
                            List.of(
                                    "--log-bin-compress=ON",
                                    "--log-bin-compress-min-len=10",
                                    "--binlog-row-metadata=FULL"),
                            List.of(),
                            r -> new Transactions(r).play()));
            all.add(new Scenario("versioned", full, List.of(), Versioned::play));
            List<String> unchecked = new ArrayList<>(full);
            unchecked.addAll(compress);
            unchecked.add("--binlog-checksum=NONE");
            all.add(new Scenario("small-compressed", unchecked, List.of(), SmallLog::play));
        }
        if (kind.mariaSince(1104)) {
            all.add(
                    new Scenario(
                            "image-full-nodup",
                            full,
                            List.of("SET SESSION binlog_row_image = FULL_NODUP"),
                            types(7, 8)));
        }
        return all;
    }
}
