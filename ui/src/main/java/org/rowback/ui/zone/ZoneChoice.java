package org.rowback.ui.zone;

import org.rowback.ui.text.Text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A zone that can be chosen.
///
/// @param hint its offset from UTC at the time that the case is about
public record ZoneChoice(ZoneId zone, String label, String hint) {
    private static final List<String> NAMES =
            ZoneId.getAvailableZoneIds().stream()
                    .filter(
                            id ->
                                    !id.startsWith("SystemV/")
                                            && (id.contains("/") || id.equals("UTC")))
                    .sorted()
                    .toList();

    /// What the typed letters may mean: UTC and this system's zone first, then every IANA zone whose name has them, then
    /// an offset like `+02:00`.
    ///
    /// @param system the zone of this machine
    /// @param at when the offsets shown are those
    public static List<ZoneChoice> matching(String typed, ZoneId system, Instant at) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        List<ZoneChoice> found = new ArrayList<>();
        add(found, wanted, ZoneId.of("UTC"), "UTC", at);
        add(found, wanted, system, Text.of("zone.system", system.getId()), at);
        for (String id : NAMES) {
            if (id.toLowerCase(Locale.ROOT).contains(wanted)) {
                add(found, wanted, ZoneId.of(id), id, at);
            }
        }
        if (wanted.matches("[+-]\\d.*")) {
            try {
                ZoneOffset offset = ZoneOffset.of(wanted);
                add(found, "", offset, offset.getId(), at);
            } catch (DateTimeException unfinished) {
                return found;
            }
        }
        return found;
    }

    private static void add(
            List<ZoneChoice> found, String wanted, ZoneId zone, String label, Instant at) {
        boolean fits = label.toLowerCase(Locale.ROOT).contains(wanted);
        if (fits && found.stream().noneMatch(choice -> choice.label().equals(label))) {
            found.add(new ZoneChoice(zone, label, offset(zone, at)));
        }
    }

    private static String offset(ZoneId zone, Instant at) {
        String id = zone.getRules().getOffset(at).getId();
        return id.equals("Z") ? "+00:00" : id;
    }
}
