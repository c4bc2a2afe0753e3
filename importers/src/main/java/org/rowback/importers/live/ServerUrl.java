package org.rowback.importers.live;

import org.rowback.history.model.RowbackException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a MySQL or MariaDB server is, as the user wrote it.
///
/// @param address `host:port`, for messages
/// @param database empty for all
/// @param jdbc for Connector/J, without user and password
record ServerUrl(String address, String database, String jdbc, String user, String password) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:jdbc:)?(?:mysql|mariadb)://(?:([^:/@]*)(?::(.*))?@)?(\\[[^\\]]+\\]|[^:/?\\[]+)"
                        + "(?::(\\d{1,5}))?(?:/([^?]*))?(?:\\?(.*))?",
                    Pattern.CASE_INSENSITIVE);

    /// Reads `mysql://user:password@host:port/database`, `jdbc:mysql://host/?user=…`, and the same with `mariadb`.
    static ServerUrl parse(String url) throws RowbackException {
        Matcher form = FORM.matcher(url.strip());
        if (!form.matches()) {
            throw new RowbackException.BadInput(
                    "%s: not a MySQL or MariaDB URL: give mysql://user:password@host:port/database"
                            .formatted(withoutPassword(url)));
        }
        String port = form.group(4) == null ? "3306" : form.group(4);
        String host = form.group(3);
        StringBuilder options = new StringBuilder();
        String user = decoded(form.group(1));
        String password = decoded(form.group(2));
        for (String option : form.group(6) == null ? new String[0] : form.group(6).split("&")) {
            String[] parts = option.split("=", 2);
            String value = parts.length > 1 ? decoded(parts[1]) : "";
            switch (parts[0].toLowerCase(Locale.ROOT)) {
                case "user" -> user = value;
                case "password" -> password = value;
                default -> options.append(options.isEmpty() ? "?" : "&").append(option);
            }
        }
        String address = host + ":" + port;
        return new ServerUrl(
                address,
                decoded(form.group(5)),
                "jdbc:mysql://" + address + "/" + options,
                user,
                password);
    }

    /// What Connector/J needs beside the URL. The password may come from `MYSQL_PWD`, as in the server's own clients.
    Properties properties() {
        Properties properties = new Properties();
        String environment = System.getenv("MYSQL_PWD");
        String secret = password.isEmpty() && environment != null ? environment : password;
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!secret.isEmpty()) {
            properties.setProperty("password", secret);
        }
        properties.setProperty("connectTimeout", "10000");
        properties.setProperty("socketTimeout", "120000");
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectionCollation", "utf8mb4_general_ci");
        properties.setProperty("allowLoadLocalInfile", "false");
        return properties;
    }

    static String withoutPassword(String url) {
        return url.replaceFirst("(://[^:/@]*):.*@", "$1:…@")
                .replaceAll("(?i)(password=)[^&]*", "$1…");
    }

    private static String decoded(@org.jspecify.annotations.Nullable String text) {
        // A plus sign stands for itself here.
        return text == null
                ? ""
                : text.indexOf('%') < 0
                        ? text
                        : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
