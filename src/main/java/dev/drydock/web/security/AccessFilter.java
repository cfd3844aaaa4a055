package dev.drydock.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in whoever shows the token, or the cookie of a session that the printed link has opened. With a cookie, what
 * changes anything needs the session's CSRF token too, because a browser sends cookies along for any page of this
 * machine, whatever port it came from.
 */
@Component
@Order(LoopbackFilter.ORDER + 2)
public class AccessFilter extends OncePerRequestFilter {

    /** Request attribute that holds what a form of this session must contain. */
    public static final String CSRF = "dev.drydock.csrf";

    static final String CSRF_HEADER = "X-CSRF-Token";
    static final String CSRF_PARAMETER = "csrf";

    private static final Set<String> OPEN = Set.of("/login", "/health", "/drydock.css", "/drydock.svg", "/favicon.ico");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BEARER = "Bearer ";

    private final AccessToken token;
    private final Sessions sessions;
    private final Refusals refusals;

    AccessFilter(AccessToken token, Sessions sessions, Refusals refusals) {
        this.token = token;
        this.sessions = sessions;
        this.refusals = refusals;
    }

    /** The cookie has the port in its name, for cookies are shared between all ports of a machine. */
    static String cookieName(HttpServletRequest request) {
        return "drydock-" + request.getLocalPort();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (OPEN.contains(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        var shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (shown != null) {
            byToken(shown, request, response, chain);
            return;
        }
        var session = session(request);
        if (session.isEmpty()) {
            refuseUnknown(request, response);
        } else if (READING.contains(request.getMethod()) || isOwnForm(session.get(), request)) {
            request.setAttribute(CSRF, session.get().csrf());
            chain.doFilter(request, response);
        } else {
            refusals.write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "csrf-token-missing",
                    "A change that comes with a cookie needs the token of its page.",
                    "Load the page again; scripts use the token in the home as Bearer.");
        }
    }

    private void byToken(String shown, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && token.isSame(shown.substring(BEARER.length()).strip())) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            refusals.write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "token-wrong",
                    "This is not the token of this console.",
                    "Use the one in the file token of its home.");
        }
    }

    private Optional<Sessions.Session> session(HttpServletRequest request) {
        var name = cookieName(request);
        var cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> sessions.find(cookie.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isOwnForm(Sessions.Session session, HttpServletRequest request) {
        return isSame(session, request.getHeader(CSRF_HEADER)) || isSame(session, request.getParameter(CSRF_PARAMETER));
    }

    private static boolean isSame(Sessions.Session session, @Nullable String shown) {
        return shown != null && RandomText.areEqual(session.csrf(), shown);
    }

    private void refuseUnknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        var isPage = "GET".equals(request.getMethod())
                && accepted != null
                && accepted.contains("text/html")
                && !request.getRequestURI().startsWith("/api/");
        if (isPage) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(HttpHeaders.LOCATION, "/login");
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            refusals.write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "token-missing",
                    "The console does not know who asks.",
                    "Open the link that it printed; scripts send the token in the file token of its home as Bearer.");
        }
    }
}
