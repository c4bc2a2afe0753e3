package org.rowback.importers.mysql.event;

/// Reads the events at a log's beginning that say which transactions came before it.
///
/// PREVIOUS_GTIDS (35): a header of 8 bytes, for each source its uuid (16), its tag where the set has any (length,
/// characters), the count of intervals (8), and for each interval its first number (8) and the number after its last
/// (8). The header's highest byte is the format: 0 classic, the rest is the count of sources; 1 with tags, the count
/// stands in bits 8 to 55.
///
/// MariaDB's GTID_LIST (163): the count (4; the highest 4 bits are flags), then for each domain and server the domain
/// (4), the server (4) and its last number (8).
///
/// Sources: MySQL 9.4 `sql/rpl_gtid_set.cc` (`Gtid_set::encode`, `encode_nsids_format`); MariaDB 11.8
/// `sql/log_event.cc` (`Gtid_list_log_event`).
public final class GtidSets {
    private GtidSets() {}

    /// Reads a PREVIOUS_GTIDS event.
    public static GtidSet previousGtids(Event event) throws MalformedEvent {
        BodyReader in = new BodyReader().over(event.buffer(), event.bodyStart(), event.bodyEnd());
        long header = in.u64("its header");
        int form = (int) (header >>> 56);
        if (form > 1) {
            throw new MalformedEvent("it has form " + form + ", which is not known");
        }
        long sources = form == 1 ? (header << 8) >>> 16 : header;
        GtidSet set = new GtidSet();
        for (long i = 0; i < sources; i++) {
            String stream = GtidReader.uuidText(in.array(), in.take(16, "a uuid"));
            if (form == 1) {
                int length = in.length(in.varlen("a tag"), "a tag's length");
                String tag = in.text(length, "a tag");
                stream = tag.isEmpty() ? stream : stream + ":" + tag;
            }
            long intervals = in.u64("a count of intervals");
            for (long j = 0; j < intervals; j++) {
                long first = in.u64("an interval");
                long after = in.u64("an interval");
                if (first <= 0 || after <= first) {
                    throw new MalformedEvent("it has the interval " + first + " to " + after);
                }
                set.add(stream, first, after - 1);
            }
        }
        return set;
    }

    /// Reads a GTID_LIST event: every number up to the last counts as written.
    public static GtidSet gtidList(Event event) throws MalformedEvent {
        BodyReader in = new BodyReader().over(event.buffer(), event.bodyStart(), event.bodyEnd());
        long count = in.u32("its count") & 0x0FFF_FFFF;
        GtidSet set = new GtidSet();
        for (long i = 0; i < count; i++) {
            long domain = in.u32("a domain");
            long server = in.u32("a server");
            long number = in.u64("a number");
            if (number > 0) {
                set.add(domain + "-" + server, 1, number);
            }
        }
        return set;
    }
}
