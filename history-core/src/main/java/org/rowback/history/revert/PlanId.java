package org.rowback.history.revert;

import org.rowback.history.model.Source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The name of a plan: twelve hexadecimal digits of a SHA-256 over what it was made from and what came out.
final class PlanId {
    private PlanId() {}

    static String of(
            String description,
            RevertOptions options,
            List<Source> sources,
            List<PlannedRow> rows) {
        MessageDigest digest = sha256();
        add(digest, description);
        add(digest, options.mode().word());
        options.columns().stream().sorted().forEach(c -> add(digest, c));
        options.relative().stream().sorted().forEach(c -> add(digest, "relative " + c));
        options.waived().stream().sorted().forEach(w -> add(digest, Long.toString(w)));
        if (options.collisions() != RevertOptions.Collisions.REFUSE) {
            add(digest, "collisions " + options.collisions().word());
        }
        options.decisions().all().forEach(d -> add(digest, DecisionsFile.line(d)));
        if (!options.probes().isEmpty()) {
            add(digest, "probes " + options.probes().sha256());
        }
        sources.forEach(s -> add(digest, s.name() + " " + s.sha256()));
        for (PlannedRow row : rows) {
            add(digest, row.table() + " " + row.key() + " " + row.state() + " " + row.lastBad());
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
