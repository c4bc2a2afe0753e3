package org.rowback.importers.mysql.event;

import java.nio.charset.StandardCharsets;

/// A ROTATE event: where the log goes on. At a log's end it names the next file; at the beginning of a relay log it
/// names the log that its source was writing.
///
/// Its position (8 bytes), where the log has a post-header for it, then the name.
public record RotateEvent(long position, String nextName) {
    /// Reads an event.
    public static RotateEvent read(Event event, FormatDescription format) throws MalformedEvent {
        BodyReader in = new BodyReader().over(event.buffer(), event.bodyStart(), event.bodyEnd());
        long position =
                format.postHeaderLength(EventType.ROTATE, 8) >= 8 ? in.u64("its position") : 4;
        int length = in.remaining();
        int at = in.take(length, "its name");
        while (length > 0 && event.buffer()[at + length - 1] == 0) {
            length--;
        }
        String name = new String(event.buffer(), at, length, StandardCharsets.UTF_8);
        return new RotateEvent(position, name.substring(name.lastIndexOf('/') + 1));
    }
}
