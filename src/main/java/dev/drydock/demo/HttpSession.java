package dev.drydock.demo;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One request over HTTP/1.1: the page of the web administration, and the calls of the management API that only read. */
record HttpSession(StandInVersion version, Logins logins, Connection connection) implements ServerSession {

    private static final int MOST_HEADERS = 200;
    private static final String BASIC = "basic ";

    /** An answer, with the type of its body. */
    record Answer(int status, String type, String body) {

        static Answer json(int status, String body) {
            return new Answer(status, "application/json; charset=utf-8", body);
        }

        static Answer problem(int status, String title, String detail) {
            return json(
                    status,
                    "{\"type\":\"about:blank\",\"status\":" + status + ",\"title\":" + JsonText.of(title)
                            + ",\"detail\":" + JsonText.of(detail) + "}");
        }
    }

    @Override
    public void run() throws IOException {
        var line = connection.line();
        if (line == null) {
            return;
        }
        var request = line.split(" ", -1);
        var headers = headers();
        var answer = request.length == 3 && request[2].startsWith("HTTP/1.")
                ? answer(request[0], request[1], headers)
                : Answer.problem(400, "Bad Request", "This is no request of HTTP/1.1");
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        connection.send("HTTP/1.1 " + answer.status() + " " + (answer.status() == 200 ? "OK" : "Not as wished"));
        connection.send("Content-Type: " + answer.type());
        connection.send("Content-Length: " + body.length);
        if (answer.status() == 401) {
            connection.send("WWW-Authenticate: Basic realm=\"Stand-in\"");
        }
        connection.send("Connection: close");
        connection.send("");
        if (!request[0].equals("HEAD")) {
            connection.write(body);
        }
        connection.flush();
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = connection.line(); line != null && !line.isEmpty(); line = connection.line()) {
            var colon = line.indexOf(':');
            if (colon > 0 && headers.size() < MOST_HEADERS) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private Answer answer(String method, String target, Map<String, String> headers) {
        var path = target.split("\\?", 2)[0];
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.problem(404, "Not Found", "The stand-in changes nothing");
        }
        if (path.equals("/api") || path.startsWith("/api/")) {
            return isAdministrator(headers)
                    ? new ManagementAnswers(logins.store()).answer(decoded(path.substring("/api".length())))
                    : Answer.problem(401, "Unauthorized", "You have to authenticate first.");
        }
        if (path.equals("/") || path.equals("/login")) {
            return new Answer(
                    200,
                    "text/html; charset=utf-8",
                    "<!doctype html><title>Stand-in</title><p>Here the web administration of the mail server "
                            + version.number() + " would be; this is a stand-in of Drydock's demo.");
        }
        if (path.startsWith("/healthz/")) {
            return Answer.json(200, "{}");
        }
        return Answer.problem(404, "Not Found", "There is nothing here");
    }

    private boolean isAdministrator(Map<String, String> headers) {
        var authorization = headers.getOrDefault("authorization", "");
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return false;
        }
        try {
            var decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            var parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 && logins.isAdministrator(parts[0], parts[1]);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String[] decoded(String path) {
        var parts = path.split("/", -1);
        for (var i = 0; i < parts.length; i++) {
            try {
                parts[i] = URLDecoder.decode(parts[i], StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                parts[i] = "";
            }
        }
        return parts;
    }
}
