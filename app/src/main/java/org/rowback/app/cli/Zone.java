package org.rowback.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.ZoneId;

/// `--tz`.
final class Zone {
    @Option(
            names = "--tz",
            paramLabel = "ZONE",
            converter = Converter.class,
            description =
                    "Zone of times that are typed and shown, e.g. Europe/Berlin or +02:00. Default:"
                            + " this machine's.")
    ZoneId id = ZoneId.systemDefault();

    /// Names of zones and offsets.
    static final class Converter implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String value) {
            try {
                return ZoneId.of(value);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "'"
                                + value
                                + "' is no time zone: give a name such as Europe/Berlin, or"
                                + " +02:00");
            }
        }
    }
}
