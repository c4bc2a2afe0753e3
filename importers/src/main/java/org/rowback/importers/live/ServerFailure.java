package org.rowback.importers.live;

import org.rowback.history.model.RowbackException;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;

/// Says in one sentence why a server could not be read, and what to do.
final class ServerFailure {
    private static final int ACCESS_DENIED = 1045;
    private static final int DATABASE_DENIED = 1044;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int HOST_BLOCKED = 1129;
    private static final int HOST_NOT_PRIVILEGED = 1130;

    private ServerFailure() {}

    static RowbackException of(ServerUrl url, SQLException failure) {
        return new RowbackException.BadInput(
                url.address() + ": " + sentence(url, failure), failure);
    }

    private static String sentence(ServerUrl url, SQLException failure) {
        String known =
                switch (failure.getErrorCode()) {
                    case ACCESS_DENIED ->
                            "access denied for user '%s': check user and password (the password may come from MYSQL_PWD)"
                                    .formatted(url.user());
                    case DATABASE_DENIED ->
                            "user '%s' may not read database %s: grant SELECT on it"
                                    .formatted(url.user(), url.database());
                    case UNKNOWN_DATABASE ->
                            "there is no database %s: check the name, or leave it out to read all"
                                    .formatted(url.database());
                    case HOST_BLOCKED, HOST_NOT_PRIVILEGED ->
                            "the server does not accept this machine (%s): connect from a host that it allows"
                                    .formatted(failure.getMessage());
                    default -> "";
                };
        if (!known.isEmpty()) {
            return known;
        }
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof UnknownHostException) {
                return "unknown host: check the name";
            }
            if (cause instanceof ConnectException) {
                return "connection refused: is a server running there, on that port?";
            }
            if (cause instanceof SocketTimeoutException) {
                return "no answer within 10 seconds: check host, port and firewall";
            }
            cause = cause.getCause();
        }
        String message = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
        if (message.contains("Public Key Retrieval")) {
            return "the server has no TLS and its login method needs its public key: add"
                    + " ?allowPublicKeyRetrieval=true to the URL where the network is trusted";
        }
        return "the server could not be read (%s)".formatted(message);
    }
}
