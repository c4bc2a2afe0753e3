package org.rowback.importers.live;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.RowbackException;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a PostgreSQL database is, as the user wrote it.
///
/// @param address `host:port/database`, for messages
/// @param jdbc for pgjdbc, without user and password
record PostgresUrl(String address, String jdbc, String user, String password) {
    private static final Pattern SCHEME =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?:.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:jdbc:)?postgres(?:ql)?://(?:([^:/@]*)(?::(.*))?@)?(\\[[^\\]]+\\]|[^:/?\\[]+)"
                        + "(?::(\\d{1,5}))?/([^?]+)(?:\\?(.*))?",
                    Pattern.CASE_INSENSITIVE);

    /// Whether a URL is meant for PostgreSQL.
    static boolean isMeant(String url) {
        return SCHEME.matcher(url.strip()).matches();
    }

    /// Reads `postgresql://user:password@host:port/database`, `jdbc:postgresql://host/database?user=…`.
    static PostgresUrl parse(String url) throws RowbackException {
        Matcher form = FORM.matcher(url.strip());
        if (!form.matches()) {
            throw new RowbackException.BadInput(
                    "%s: not a PostgreSQL URL with a database: give postgresql://user:password@host:port/database"
                            .formatted(ServerUrl.withoutPassword(url)));
        }
        String port = form.group(4) == null ? "5432" : form.group(4);
        String user = decoded(form.group(1));
        String password = decoded(form.group(2));
        StringBuilder options = new StringBuilder();
        for (String option : form.group(6) == null ? new String[0] : form.group(6).split("&")) {
            String[] parts = option.split("=", 2);
            String value = parts.length > 1 ? decoded(parts[1]) : "";
            switch (parts[0]) {
                case "user" -> user = value;
                case "password" -> password = value;
                default -> options.append(options.isEmpty() ? "?" : "&").append(option);
            }
        }
        String address = form.group(3) + ":" + port + "/" + form.group(5);
        return new PostgresUrl(address, "jdbc:postgresql://" + address + options, user, password);
    }

    /// What pgjdbc needs beside the URL. User and password may come from `PGUSER` and `PGPASSWORD`, or the password
    /// from the password file, as in the server's own clients.
    Properties properties() {
        Properties properties = new Properties();
        set(properties, "user", user.isEmpty() ? System.getenv("PGUSER") : user);
        set(properties, "password", password.isEmpty() ? System.getenv("PGPASSWORD") : password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "600");
        properties.setProperty("ApplicationName", "rowback");
        return properties;
    }

    private static void set(Properties properties, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            properties.setProperty(name, value);
        }
    }

    /// One sentence: why the server could not be read, and what to do.
    RowbackException failure(SQLException failure) {
        return new RowbackException.BadInput(address + ": " + sentence(failure), failure);
    }

    private String sentence(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
        switch (String.valueOf(failure.getSQLState())) {
            case "28P01", "28000" -> {
                return "access denied for user '%s': check user and password (the password may come from PGPASSWORD)"
                        .formatted(user);
            }
            case "3D000" -> {
                return "there is no such database: check the name";
            }
            case "42501" -> {
                return "user '%s' may not read what is needed (%s): run as a member of pg_monitor"
                        .formatted(user, message);
            }
            default -> {}
        }
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            switch (cause) {
                case UnknownHostException _ -> {
                    return "unknown host: check the name";
                }
                case ConnectException _ -> {
                    return "connection refused: is a server running there, on that port?";
                }
                case SocketTimeoutException _ -> {
                    return "no answer within 10 seconds: check host, port and firewall";
                }
                default -> cause = cause.getCause();
            }
        }
        return "the server could not be read (%s)".formatted(message);
    }

    private static String decoded(@Nullable String text) {
        // A plus sign stands for itself here.
        return text == null
                ? ""
                : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
